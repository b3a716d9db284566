"""Who gets to see the site (SOI502) and who hears of it (SOI503): each rule beside what must stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.facts.publishing import is_public
from builder.facts.publishing import watched
from builder.outward import MAX_BYTES

from ..support import REPOSITORY
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import places
from ..support import run_soi
from ..support import soi
from ..support import write

ANA = {"ana.md": person("Ana")}


def found(root: Path, config: str, **files: str) -> list[str]:
    """Findings of a wiki with such an `mkdocs.yml`, as `path:line:column code`."""
    wiki = make_wiki(root, ANA)
    write(wiki / "mkdocs.yml", config)
    for path, text in files.items():
        write(wiki / path, text)
    return places(check(wiki, "--select", "SOI5"))


# -- who could read it

PUBLIC = (
    *(
        "ana.github.io",
        "ruiz.org",
        "people.ruiz.example.com",
        "RUIZ.ORG",
        "ruiz.org.",
        "8.8.8.8",
        "people.mylan",
    ),
    *("2606:4700::1111", "localhost.ruiz.org", "xn--ruz-ula.example.net"),
)
PRIVATE = (
    *(
        "localhost",
        "people.localhost",
        "LOCALHOST.",
        "nas",
        "nas.local",
        "people.lan",
        "a.b.lan",
        "x.internal",
    ),
    *("x.home.arpa", "x.test", "x.example", "x.invalid", "x.intranet", "x.corp", "x.home", "x.localdomain"),
    *(
        "people.tail1234.ts.net",
        "127.0.0.1",
        "127.9.9.9",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.20",
        "0.0.0.0",  # noqa: S104 -- nothing listens here
    ),
    *("169.254.1.1", "100.100.1.1", "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:192.168.1.1"),
)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_name_that_leads_here_from_anywhere_is_public(host: str) -> None:
    assert is_public(host)


@pytest.mark.parametrize("host", PRIVATE)
def test_a_name_of_ones_own_network_is_not(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    ("address", "fires"),
    [
        pytest.param("https://ana.github.io/people/", True, id="a name"),
        pytest.param("HTTPS://user:pw@RUIZ.ORG:8443/", True, id="with user and port"),
        pytest.param("http://[2606:4700::1111]/", True, id="a number"),
        pytest.param("http://people.lan/", False, id="at home"),
        pytest.param("http://[::1]:8000/", False, id="this machine"),
        pytest.param('""', False, id="empty"),
        pytest.param("", False, id="without a value"),
        pytest.param("people", False, id="no address"),
        pytest.param("http://[people]/", False, id="no address either"),
        pytest.param("[https://ana.github.io]", False, id="no text"),
        pytest.param("!ENV [SOI_NO_SUCH, 'https://ana.github.io']", True, id="a default of the environment"),
        pytest.param("!ENV SOI_NO_SUCH", False, id="nothing in the environment"),
    ],
)
def test_an_address_is_looked_at_for_its_host(tmp_path: Path, address: str, *, fires: bool) -> None:
    config = f"site_name: x\nsite_url: {address}\nplugins: [soi]\n"
    assert found(tmp_path, config) == (["mkdocs.yml:2:11 SOI502"] if fires else [])


def test_the_message_says_where_and_the_hint_what_to_do(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, ANA)
    write(wiki / "mkdocs.yml", "site_url: https://ana.github.io/people/\nplugins: [soi]\n")
    [diagnostic] = check(wiki)
    assert diagnostic["message"] == (
        "the site would be at https://ana.github.io/people/, where everybody can read it"
    )
    assert diagnostic["hint"] == "delete site_url, or name an address in your own network"
    assert diagnostic["contact"] is None
    assert soi(wiki, "check").exit == 1
    assert (
        "::error file=mkdocs.yml,line=1,col=11,title=SOI502" in soi(wiki, "check", "--format", "github").out
    )


def test_an_inherited_address_is_shown_in_its_own_file(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path / "wiki", ANA)
    write(tmp_path / "base.yml", "site_name: x\nsite_url: https://ana.github.io\n")
    write(wiki / "mkdocs.yml", "INHERIT: ../base.yml\nplugins: [soi]\n")
    assert places(check(wiki)) == ["../base.yml:2:11 SOI502"]
    write(wiki / "mkdocs.yml", "INHERIT: ../base.yml\nsite_url: http://people.lan\nplugins: [soi]\n")
    assert check(wiki) == []


JOB = "jobs:\n  site:\n    steps:\n      - {step}\n"


@pytest.mark.parametrize(
    "step",
    [
        "uses: actions/deploy-pages@v4",
        "uses: 'peaceiris/actions-gh-pages@v4'",
        "uses: jamesives/github-pages-deploy-action@v4",
        "uses: nwtgck/actions-netlify@v3",
        "uses: FirebaseExtended/action-hosting-deploy@v0",
        "run: mkdocs gh-deploy --force",
        "run: python -m mkdocs gh-deploy",
        "run: soi build && ghp-import site",
        "run: mike deploy 1",
        "run: npx netlify deploy --dir site",
        "run: npx wrangler pages deploy site",
        "command: pages deploy site --project-name people",
        "run: vercel --prod",
        "run: firebase deploy",
        "run: npx surge site people.surge.sh",
        "uses: Azure/static-web-apps-deploy@v1",
        "run: git push origin gh-pages",
        "run: git push origin HEAD:gh-pages",
        "run: git -C site push --force origin +main:refs/heads/gh-pages",
        "run: git push --force https://codeberg.org/ana/x.git HEAD:pages",
        "run: soi build && git push origin 'HEAD:gh-pages' && date",
        "run: npx gh-pages -d site",
        "run: npx --yes gh-pages --dist=site",
        "run: gh-pages -b live -d site",
        "run: aws s3 sync site s3://people --acl public-read",
        "run: aws s3 cp --recursive --acl=public-read-write site s3://people",
        "run: aws s3 sync site \\\n          s3://people \\\n          --acl public-read",
    ],
)
def test_a_step_that_publishes_is_found(tmp_path: Path, step: str) -> None:
    wiki = make_wiki(tmp_path, {**ANA, ".github/workflows/x.yaml": JOB.format(step=step)})
    [place] = places(check(wiki))
    assert place.startswith(".github/workflows/x.yaml:4:")
    assert place.endswith(" SOI502")


@pytest.mark.parametrize(
    "step",
    [
        "uses: actions/checkout@v4",
        "uses: actions/configure-pages@v5",
        "run: soi build",
        "run: mkdocs build",
        "run: mkdocs gh-deployment",
        "run: my-mkdocs gh-deploy",
        "run: wrangler deploy",
        "name: surge protection",
        "run: soi build # mkdocs gh-deploy",
        "run: soi build # git push origin HEAD:gh-pages",
        "run: git push origin main",
        "run: git push origin gh-pages-old",
        "run: git push origin feature/pages",
        "run: git push pages main",
        "run: git push --force pages main",
        "run: git push https://codeberg.org/ana/pages main",
        "run: git push origin :gh-pages",
        "run: git push origin --delete gh-pages",
        "run: git push origin main && rm -r gh-pages",
        "run: git checkout gh-pages -d",
        "run: npx gh-pages-clean",
        "run: aws s3 sync site s3://people",
        "run: aws s3 sync site s3://people --acl private; echo --acl public-read",
    ],
)
def test_a_step_that_does_not_is_left_alone(tmp_path: Path, step: str) -> None:
    assert check(make_wiki(tmp_path, {**ANA, ".github/workflows/x.yml": JOB.format(step=step)})) == []


def test_each_service_is_named_once_for_a_file(tmp_path: Path) -> None:
    lines = (
        *("uses: actions/upload-pages-artifact@v3", "uses: actions/deploy-pages@v4"),
        *("run: netlify deploy", "run: mkdocs gh-deploy"),
    )
    steps = "".join(f"- {line}\n" for line in lines)
    wiki = make_wiki(tmp_path, {**ANA, ".github/workflows/x.yml": steps})
    assert places(check(wiki)) == [f".github/workflows/x.yml:{place} SOI502" for place in ("1:9", "3:8")]


@pytest.mark.parametrize(
    ("job", "fires"),
    [
        pytest.param("pages:\n  script: [soi build]\n", True, id="a job of that name"),
        pytest.param("pages:\r\n  script: [soi build]\r\n", True, id="with the line ends of Windows"),
        pytest.param("site:\n  pages: true\n", True, id="a job that says so"),
        pytest.param("site:\n  pages:\r\n    publish: site\n", True, id="a job that says how"),
        pytest.param("site:\n  script: [mkdocs gh-deploy]\n", True, id="a command"),
        pytest.param(".pages:\n  script: [soi build]\n", False, id="a hidden one does not run"),
        pytest.param("site:\n  pages: false\n", False, id="a job that says no"),
        pytest.param("stages:\n  - pages\n", False, id="a stage"),
        pytest.param("pagesize: 3\n", False, id="another word"),
    ],
)
def test_a_job_of_gitlab_that_publishes_is_found(tmp_path: Path, job: str, *, fires: bool) -> None:
    assert bool(check(make_wiki(tmp_path, {**ANA, "./.gitlab-ci.yml": job}))) is fires


@pytest.mark.parametrize(
    ("name", "text", "fires"),
    [
        ("vercel.json", "{}", True),
        (".readthedocs.yaml", "version: 2\n", True),
        ("netlify.toml", "", True),
        ("firebase.json", '{\n  "hosting": {"public": "site"}}', True),
        ("firebase.json", '{"firestore": {}}', False),
        ("wrangler.toml", 'name = "x"\npages_build_output_dir = "site"\n', True),
        ("wrangler.toml", 'name = "x"\n', False),
        ("CNAME", "people.ruiz.org\n", True),
        ("CNAME", "people.lan\n", False),
        ("CNAME", "", False),
        ("contacts/CNAME", "people.ruiz.org\n", True),
        ("contacts/netlify.toml", "", False),
        ("docs/netlify.toml", "", False),
    ],
)
def test_a_file_that_is_there_to_publish_is_found(
    tmp_path: Path, name: str, text: str, *, fires: bool
) -> None:
    found = check(make_wiki(tmp_path, {**ANA, f"./{name}": text}))
    assert [d["path"] for d in found] == ([name] if fires else [])


@pytest.mark.parametrize("git", ["folder", "file"])
def test_the_repository_around_the_wiki_counts(tmp_path: Path, git: str) -> None:
    wiki = make_wiki(tmp_path / "repo/my people", ANA)
    write(tmp_path / "repo/.git" / "HEAD" if git == "folder" else tmp_path / "repo/.git", "gitdir: ../x\n")
    write(tmp_path / "repo/.github/workflows/x.yml", "- uses: actions/deploy-pages@v4\n")
    write(tmp_path / "netlify.toml", "")
    assert places(check(wiki)) == ["../.github/workflows/x.yml:1:9 SOI502"]
    out = soi(wiki, "check", "--format", "github", GITHUB_WORKSPACE=str(tmp_path / "repo")).out
    assert out.startswith("::error file=.github/workflows/x.yml,line=1,col=9,")
    assert soi(wiki, "check").out.startswith(
        "../.github/workflows/x.yml:1:9: SOI502 error: x.yml has GitHub Pages"
    )


def test_files_that_cannot_be_read_are_no_trouble(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path / "wiki", ANA)
    write(tmp_path / "elsewhere.yml", "- uses: actions/deploy-pages@v4\n")
    jobs = wiki / ".github/workflows"
    write(jobs / "bytes.yml", b"\xff\xfe\x00 name: caf\xe9\n- uses: actions/deploy-pages@v4\n")
    write(jobs / "long.yml", b"#" * MAX_BYTES + b"\n- uses: actions/deploy-pages@v4\n")
    (jobs / "folder.yml").mkdir()
    (jobs / "out.yml").symlink_to(tmp_path / "elsewhere.yml")
    (jobs / "circle.yml").symlink_to(jobs / "circle.yml")
    (jobs / "nowhere.yml").symlink_to(jobs / "nothing")
    (wiki / "netlify.toml").mkdir()
    assert places(check(wiki)) == [".github/workflows/bytes.yml:2:9 SOI502"]


@pytest.mark.parametrize("folder", [".", "contacts"])
def test_no_file_is_looked_at_twice(folder: str) -> None:
    names = watched(folder)
    assert len(names) == len({*names})


def test_the_jobs_that_init_writes_publish_nothing(tmp_path: Path) -> None:
    for forge in ("github", "gitlab"):
        wiki = tmp_path / forge
        assert run_soi(tmp_path, "init", wiki, "--ci", forge).exit == 0
        assert check(wiki) == []


def test_the_sample_is_private(tmp_path: Path) -> None:
    assert run_soi(tmp_path, "init", tmp_path / "wiki", "--sample").exit == 0
    for wiki in (REPOSITORY, tmp_path / "wiki"):
        assert check(wiki, "--select", "SOI502,SOI503") == []


# -- who would hear of it


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        pytest.param("theme: {name: soi, font: {text: Lato}}", ["1:26"], id="a font"),
        pytest.param("theme: {name: material, font: {code: Lato}}", ["1:31"], id="a font of Material"),
        pytest.param("theme: {name: soi, font: }", ["1:20"], id="a font without a value"),
        pytest.param("theme: {name: soi, font: false}", [], id="no font"),
        pytest.param("theme: {name: soi, font: No}", [], id="no font in YAML's other words"),
        pytest.param("theme: {name: material}", ["1:15"], id="Material fetches one unasked"),
        pytest.param("theme: material", ["1:8"], id="Material by its name alone"),
        pytest.param("theme: {name: material, font: false}", [], id="Material without"),
        pytest.param("theme: soi", [], id="ours"),
        pytest.param("theme: {name: somebody, font: Lato}", [], id="a theme that nobody knows"),
        pytest.param("theme: mkdocs", ["1:8"], id="highlight.js"),
        pytest.param("theme: {name: readthedocs}", ["1:15"], id="highlight.js in the other theme"),
        pytest.param("theme: {name: mkdocs, highlightjs: true}", ["1:36"], id="highlight.js asked for"),
        pytest.param("theme: {name: mkdocs, highlightjs: false}", [], id="no highlight.js"),
        pytest.param("site_name: x", [], id="no theme: the plugin sees to it"),
        pytest.param(
            "theme: {name: mkdocs, highlightjs: off, analytics: {gtag: G-1}}", ["1:59"], id="gtag of MkDocs"
        ),
        pytest.param("google_analytics: [UA-1, auto]", ["1:19"], id="analytics of old"),
        pytest.param("theme: soi\ngoogle_analytics: [UA-1, auto]", [], id="which Material does not know"),
        pytest.param("theme: {name: soi, logo: //img.example/x.png}", ["1:26"], id="a logo"),
        pytest.param("theme: {name: soi, favicon: HTTP://img.example/x.png}", ["1:29"], id="an icon"),
        pytest.param("theme: {name: soi, logo: assets/x.png}", [], id="a logo of one's own"),
        pytest.param("extra_css: [a.css, https://cdn.example/b.css]", ["1:20"], id="a style sheet"),
        pytest.param("extra_javascript: [{path: https://c.example/b.js}]", ["1:27"], id="a script in a map"),
        pytest.param("extra_javascript: [!ENV [SOI_NO, //cdn.example/b]]", ["1:20"], id="of the environment"),
        pytest.param("extra_javascript: [a.js, {path: b.js}, 'c//d.js']", [], id="scripts of one's own"),
        pytest.param("extra_css: https://cdn.example/b.css", [], id="no list, so MkDocs refuses it"),
        pytest.param("extra: {polyfills: [https://cdn.example/b.js]}", ["1:21"], id="a polyfill"),
        pytest.param("extra: {analytics: {provider: google}}", ["1:31"], id="statistics"),
        pytest.param("extra: {analytics: {feedback: {title: x}}}", [], id="no statistics"),
        pytest.param("extra: {consent: {title: x}}", [], id="a question about cookies"),
        pytest.param("extra: {homepage: https://a.example, social: [{link: //x.example}]}", [], id="links"),
        pytest.param("copyright: <a href=https://ana.example>Ana</a>", [], id="a link below"),
        pytest.param("theme: soi\nrepo_url: https://github.com/ana/people", ["2:11"], id="stars of GitHub"),
        pytest.param("theme: soi\nrepo_url: https://gitlab.com/ana/people/", ["2:11"], id="stars of GitLab"),
        pytest.param("theme: soi\nrepo_url: https://gitlab.lan/ana/people", ["2:11"], id="stars at home"),
        pytest.param("theme: soi\nrepo_url: https://codeberg.org/ana/people", [], id="a forge without stars"),
        pytest.param("theme: soi\nrepo_url: https://github.com", [], id="no repository"),
        pytest.param("repo_url: https://github.com/ana/people", [], id="a theme that shows no stars"),
    ],
)  # fmt: skip
def test_what_is_asked_of_others_is_found_at_its_value(
    tmp_path: Path, config: str, expected: list[str]
) -> None:
    assert found(tmp_path, config + "\n") == [f"mkdocs.yml:{place} SOI503" for place in expected]


@pytest.mark.parametrize(
    ("plugin", "fires"),
    [
        ("social", True),
        ("material/social", True),
        ("social: {cards: false}", False),
        ("social: {enabled: false}", False),
        ("privacy", True),
        ("privacy: {enabled: false}", False),
        ("material/offline", True),
        ("offline: {enabled: False}", False),
        ("info", True),
        ("git-committers: {repository: ana/people}", True),
        ("git-committers: {enabled: false}", False),
        ("encryptcontent: {selfhost: true}", True),
        ("encryptcontent: {webcrypto: true}", False),
        ("mermaid2", True),
        ("mermaid2: {javascript: https://unpkg.com/mermaid@11}", True),
        ("mermaid2: {javascript: js/mermaid.js}", False),
        ("drawio", True),
        ("drawio: {viewer_js: js/viewer.js}", False),
        ("htmlproofer", True),
        ("htmlproofer: {validate_external_urls: false}", False),
        ("material/search", False),
        ("material/tags", False),
        ("glightbox", False),
        ("kroki", False),
    ],
)
@pytest.mark.parametrize("form", ["listed", "keys"])
def test_plugins_that_ask_are_known(tmp_path: Path, plugin: str, form: str, *, fires: bool) -> None:
    if form == "listed":
        config, line = f"plugins:\n  - soi\n  - {plugin}\n", "mkdocs.yml:3:5 SOI503"
    else:
        name, _, options = plugin.partition(": ")
        config, line = f"plugins:\n  soi: {{}}\n  {name}: {options}\n", "mkdocs.yml:3:3 SOI503"
    assert found(tmp_path, config) == ([line] if fires else [])


# -- the ordinary machinery


@pytest.mark.parametrize(
    ("settings", "severities"),
    [
        ("", ["error", "error"]),
        ("checks: {ignore: [SOI502]}", ["error"]),
        ("checks: {ignore: SOI5}", []),
        ("checks: {severity: {SOI502: info, SOI503: 'off'}}", ["info"]),
    ],
)
def test_settings_decide_how_loud_it_is(tmp_path: Path, settings: str, severities: list[str]) -> None:
    wiki = make_wiki(tmp_path, {**ANA, "./netlify.toml": ""}, settings)
    config = (wiki / "mkdocs.yml").read_text(encoding="utf-8") + "theme: {name: soi, font: Lato}\n"
    write(wiki / "mkdocs.yml", config)
    assert [d["severity"] for d in check(wiki)] == severities


def test_a_contact_cannot_silence_what_is_about_the_wiki(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana", ignore="{code: SOI502}"), "./netlify.toml": ""}
    found = check(make_wiki(tmp_path, files))
    assert places(found) == ["ana.md:3:9 SOI209", "netlify.toml:1:1 SOI502"]
    assert [diagnostic["contact"] for diagnostic in found] == ["ana", None]
    assert "`checks: ignore:`" in soi(tmp_path, "explain", "SOI502").out


def test_redacted_output_keeps_the_address_to_itself(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, ANA)
    write(wiki / "mkdocs.yml", "site_url: https://ana.github.io/\nplugins: [soi]\n")
    ran = soi(wiki, "check", "--redact")
    assert "SOI502" in ran.out
    assert "ana" not in ran.out + ran.err


def test_a_path_shows_only_what_stands_there(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {**ANA, "./netlify.toml": ""})
    assert check(wiki, wiki / "contacts") == []
    assert places(check(wiki, wiki / "netlify.toml")) == ["netlify.toml:1:1 SOI502"]
