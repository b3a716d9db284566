"""The rules of the method, in our words, and where soi applies each. The playbook is made from them.

A rule names keys, settings, codes, commands and pages by the names they have everywhere; a test holds that
they exist. Knows nothing of files or pages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """One rule of the method."""

    source: str
    """The article, as in `S0`."""
    title: str
    text: str
    keys: tuple[str, ...] = ()
    """Keys of a contact or an event that record it."""
    settings: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Pages that show it, by the names of their modules."""
    is_business: bool = False
    """Says nothing to somebody who keeps the wiki for family and friends."""


PRINCIPLES: tuple[Principle, ...] = (
    Principle(
        source="S0",
        title="Four groups make a sphere",
        text="Everybody you know belongs to at least one of four groups: those who buy from you, those "
        "whose work goes well with yours, those to whom others listen, and the friends and relatives "
        "who speak for you.",
        keys=("category",),
        commands=("list",),
        pages=("people",),
    ),
    Principle(
        source="S0",
        title="A grade for everybody",
        text="The grade says how much of your time somebody gets, and with it how often you call or visit "
        "in person. Whoever has none yet counts as a C until you have thought about it.",
        keys=("grade", "cadence", "birthday", "first_due"),
        settings=("cadence", "soon", "personal_channels"),
        codes=("SOI401", "SOI402", "SOI403", "SOI404"),
        commands=("due", "today", "triage", "list", "review"),
        pages=("due", "calendar"),
    ),
    Principle(
        source="S0",
        title="A+ is for few",
        text="About one client in ten: large orders and little trouble, a champion of yours, somebody who "
        "sends people to you month after month. An A+ who has to wait is the one thing that turns the "
        "daily check red.",
        keys=("grade", "value", "purchases", "referrals"),
        codes=("SOI401", "SOI411", "SOI417"),
        commands=("list", "show", "review"),
        pages=("review",),
        is_business=True,
    ),
    Principle(
        source="S0",
        title="What parts an A from a B and a C",
        text="An A would be an A+ with more time to spare. A B is good and may become an A: refers when "
        "asked, writes a review, gives a reference only on request, and may cost some patience over "
        "price or service. A C stays in the wiki, but your time goes to the As and Bs first.",
        keys=("value", "asked", "reference", "reviewed"),
        commands=("show", "grade", "review", "due", "plan"),
        pages=("due", "contact", "review"),
        is_business=True,
    ),
    Principle(
        source="S0",
        title="Let go quickly and kindly",
        text="A D is dropped and an F is parted from, soon and in good form, because the time belongs to "
        "others. There may be an exception, and then its reason is written down.",
        keys=("keep", "farewell", "archived", "archived_reason"),
        codes=("SOI408",),
        commands=("grade", "archive", "done", "review", "forget"),
        pages=("review",),
    ),
    Principle(
        source="S0",
        title="Stay in mind",
        text="A, B and C get your newsletter and see you where people meet online, if they agreed to it. "
        "People buy from those whom they know, like, trust and have not forgotten.",
        keys=("consent", "touches"),
        codes=("SOI308", "SOI413", "SOI415", "SOI501"),
        commands=("list", "show"),
        pages=("contact", "review"),
        is_business=True,
    ),
    Principle(
        source="S0",
        title="Invite people",
        text="Ask them to what you arrange and to what you attend. An evening together counts as a touch "
        "for everybody who came.",
        keys=("invited", "attended"),
        commands=("invite", "list", "brief", "plan", "due"),
        pages=("events", "event"),
    ),
    Principle(
        source="S0",
        title="Service, enhance, else",
        text="A conversation goes through three things, in any order and never as a duty: how things have "
        "been, what would make them better, and what else there is. Who is glad may then be asked "
        "whom else you should be talking to.",
        keys=("service", "enhance", "else", "mood", "asked_referral"),
        commands=("touch", "brief"),
        pages=("contact",),
    ),
    Principle(
        source="S0",
        title="Write it down and work the plan",
        text="Put everybody into one place, label and grade them, make a plan, work it, improve it, begin "
        "again.",
        settings=("capacity",),
        codes=("SOI412",),
        commands=(
            "init",
            "new",
            "triage",
            "today",
            "work",
            "due",
            "plan",
            "stats",
            "brief",
            "log",
            "digest",
            "review",
            "find",
            "list",
        ),
        pages=("home", "plan", "calendar", "review"),
    ),
    Principle(
        source="S1",
        title="Rule 28: never stop asking for referrals",
        text="Every customer and every prospect knows others, and whoever came by a referral can make "
        "the next one. The log of referrals shows how far the chains reach.",
        keys=("referrals", "referred_by", "asked"),
        codes=("SOI305", "SOI406"),
        commands=("touch", "refer", "ask", "done", "referrals", "log"),
        pages=("referrals", "contact"),
        is_business=True,
    ),
    Principle(
        source="S1",
        title="Whom to ask first",
        text="Begin with the loyal, who gave a reference or stayed when leaving was easier. Go on to new "
        "customers and prospects, where a reward makes it likelier. Even a lost deal has its question: "
        "who might fit better? From the oldest customer to the newest prospect there is an occasion.",
        keys=("asked", "reference", "stood_by", "lost_to", "deals", "referrals", "purchases"),
        settings=("asking", "rewards"),
        codes=("SOI407",),
        commands=("touch", "ask", "done", "today"),
        pages=("contact", "review"),
        is_business=True,
    ),
    Principle(
        source="S1",
        title="Rule 29: have a process and follow it",
        text="From the first contact to the sale there are steps that can be repeated. If you cannot name "
        "them, stop and write them down. Then go through the list again and again.",
        keys=("checklist", "deals"),
        settings=("process",),
        codes=("SOI410", "SOI416"),
        commands=("done", "brief"),
        pages=("review",),
        is_business=True,
    ),
    Principle(
        source="S1",
        title="When sales fall",
        text="Look first whether you followed the steps. Only if you did, ask whether the steps have to "
        "change.",
        keys=("checklist", "touches", "deals"),
        settings=("process",),
        commands=("stats", "review"),
        pages=("review",),
        is_business=True,
    ),
    Principle(
        source="S1",
        title="Rule 30: call before they do",
        text="Loyalty cannot be built after something went wrong. Where tickets are high, meet active "
        "customers once a month; where there are many small ones, write, send, ask. Keep what you "
        "promise, and do not become a nuisance.",
        keys=("touches", "follow_ups", "reach"),
        settings=("customers", "personal_channels"),
        codes=("SOI405", "SOI409", "SOI413"),
        commands=("today", "work", "brief", "due"),
        pages=("home", "contact"),
    ),
    Principle(
        source="S2",
        title="Three networks",
        text="Some people support you, some keep you informed, some refer you to others. What belongs in "
        "each is our own definition, since the article leaves it to its predecessor; one person may "
        "be in several.",
        keys=("networks",),
        commands=("networks", "list"),
        pages=("networks", "people"),
    ),
    Principle(
        source="S2",
        title="Your contact sphere",
        text="Trades that complete yours without competing with it: they meet your next customer before "
        "you do.",
        keys=("profession",),
        settings=("owner",),
        commands=("networks", "show"),
        pages=("networks", "contact"),
        is_business=True,
    ),
    Principle(
        source="S2",
        title="A business that lives on referrals",
        text="The one that everybody envies. It is not only how many people are sent to you but how well "
        "they fit, so each referral keeps its outcome and its value.",
        keys=("referrals",),
        commands=("networks", "referrals"),
        pages=("referrals", "contact", "review"),
        is_business=True,
    ),
    Principle(
        source="S2",
        title="Your power team",
        text="Out of the contact sphere come those whom you trust and with whom referrals are under way.",
        keys=("referrals", "profession"),
        commands=("networks", "show"),
        pages=("networks", "contact"),
        is_business=True,
    ),
    Principle(
        source="S2",
        title="Referral partners",
        text="They send people to you as you send people to them: steadily, without being asked, in both "
        "directions. Give as well as take.",
        keys=("referrals", "asked"),
        codes=("SOI414",),
        commands=("refer", "networks", "show"),
        pages=("networks", "contact"),
        is_business=True,
    ),
    Principle(
        source="S2",
        title="Who is there and who is missing",
        text="A trade that nobody fills, a network without people, a team without partners: what is missing "
        "tells you whom to get to know next.",
        keys=("profession", "networks"),
        settings=("owner",),
        commands=("networks",),
        pages=("networks",),
        is_business=True,
    ),
    Principle(
        source="S3",
        title="Who is your customer?",
        text="There are those outside, who pay or do not, and those inside, who work for you or did. Those "
        "inside are easy to tell: their files say so.",
        keys=("customer_type",),
        commands=("list", "show"),
        pages=("people", "contact"),
        is_business=True,
    ),
    Principle(
        source="S3",
        title="Seven kinds outside",
        text="Buys regularly, buys when the need arises, has not bought for long, buys elsewhere now, only "
        "refers, connects you with others, only mentions your name. What counts as long is your own metric.",
        keys=("purchases", "lost_to", "relations", "referrals"),
        settings=("customers",),
        codes=("SOI307",),
        commands=("list", "show", "referrals"),
        pages=("people", "contact"),
        is_business=True,
    ),
    Principle(
        source="S3",
        title="Your clients' clients",
        text="Follow your work down the line to those who use it in the end. If you do not know them, ask.",
        keys=("relations", "end_customer"),
        commands=("networks", "show"),
        pages=("networks", "contact"),
        is_business=True,
    ),
    Principle(
        source="S3",
        title="Know who is calling",
        text="With every caller, letter and guest in mind as one of these kinds, a call is answered "
        "differently. One look has to tell who it is and what they are to you.",
        keys=("phones", "emails"),
        commands=("find", "show", "brief"),
        pages=("contact",),
    ),
    Principle(
        source="S4",
        title="Decide what the wiki is for",
        text="Personal, business, or both: it decides whom to put in and whom to leave out. People move "
        "from one to the other, and the wiki remembers when.",
        keys=("scope", "scope_history"),
        settings=("owner",),
        commands=("ask", "list", "log", "move", "stats"),
        pages=("people",),
    ),
    Principle(
        source="S4",
        title="Six words for how far it has come",
        text="Strangers you do not know. Suspects fit what you look for. Contacts you have met, and you "
        "hold some way to reach them. With connections a relationship has begun. Prospects have a "
        "problem that you solve, the money, and are willing to talk. Clients asked you and pay you, "
        "and stay clients for life.",
        keys=("stage", "stage_history", "fits", "qualification"),
        codes=("SOI306",),
        commands=("log",),
        pages=("people", "contact", "review"),
        is_business=True,
    ),
    Principle(
        source="S4",
        title="Make sure that they want to hear from you",
        text="Write down what somebody agreed to and when, and respect it when they withdraw. Be sure "
        "before you try a third time.",
        keys=("consent",),
        codes=("SOI308", "SOI409", "SOI501"),
        commands=("list", "brief"),
        pages=("contact",),
    ),
    Principle(
        source="S4",
        title="Build on people you know",
        text="Business grows out of direct relationships: find those who refer most, and those through "
        "whom you reach people who would otherwise be out of reach.",
        keys=("referrals", "relations"),
        commands=("referrals", "path", "graph"),
        pages=("referrals", "contact"),
        is_business=True,
    ),
)
