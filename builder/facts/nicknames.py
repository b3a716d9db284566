"""Words of names: which first names are one name, and which words are no part of a name.

Tables and nothing else, without accents and capitals, as names are compared.
"""

from __future__ import annotations

from collections.abc import Mapping

_TABLE = """\
adam adan adamo
adele adela adelaide addie heidi
agnes ines inez agnese agnieszka aga
albert alberto al bert bertie albrecht
alexander alexandre alejandro alessandro aleksander alex alec sandy sasha xander ale jandro sandro
  alexandros olek lex
alexandra alejandra alessandra alex sandra sasha ale sandy aleksandra ola lexi
alfred alfredo alf alfie fred freddy
alice alicia ali licia alix
amelia amelie emilia milly mila
andrew andreas andrea andres andre andy drew andrei anders andrzej andrej
andrea andie drea
ana anna anne ann annie anita anja anya anouk nan nancy anni ania annika anke
hannah hanna hana
anamaria annamaria annemarie
anthony antonio anton antoine tony toni tono antony anto tonio antoni nino
antonia antoinette toni tonia tona
arthur arturo artur art artie
astrid astri assi
barbara babs barb barbie babsi basia barbel
beatrice beatriz beatrix bea trixie bice
benjamin ben benny benji benja
benedict benedikt benito ben benoit bene
bernard bernardo bernhard bernie bernd nardo
bridget brigitte brigitta birgit biddy gitte gitta
carla karla carlotta carlota
carl karl carlos charles charlie charly chuck carlo karel karol carlito carlitos charley
caroline carolina karoline carol carrie lina karolina caro
catherine katharina catalina caterina katherine kathryn kate katie kathy cathy kat kathe kathi katja katya
  kasia cata catarina katarina karen kitty ekaterina kathrin katrin
cecilia cecile cacilie ceci cilla celia
christian cristian chris christiaan kristian cristiano
christina cristina christine kristina chris tina chrissy kirsten kristin cris christa
christopher christophe cristobal chris kit topher christoph christoffel cristoforo krzysztof stoffel
clara klara claire clare chiara clarita klaartje
claude claudio klaus claus
claudia claudine claudie
daniel danilo dan danny dani
daniela daniella danielle dani dany
david davide dave davy davey dawid
deborah debora debbie deb
dennis denis denys denny
diana diane dian
dominic dominik domingo dom nick domi dominique
dorothy dorothea dorotea dora dot dottie dolly thea
edward eduardo eduard edouard ed eddie ted teddy ned edu lalo edoardo
edwin edvin ed eddie
eleanor elena elenor helen helena helene ellen eleonora nora nell nelly ella elaine ilona lena leni leonor
  lenka
elizabeth elisabeth isabel isabella isabelle elisa elise elsa elsbeth beth betty liz lizzie eliza lisa
  lise liesel lisbeth bettina isa bella belle libby ela sisi elzbieta ilse bess chabela babette
emily emilie emilia em emmy emmi
emil emilio emile
emma emmi emmy em
erik eric erich enrico rick ricky erico
ernest ernesto ernst ernie erni
eugene eugenio eugen gene
eva eve evi ewa evita evie
fatima fati fatma
ferdinand fernando fernand ferdi nando fer ferdy
florence florencia flo flora flossie florentina
florian floriano flo
frances francesca francisca franziska francoise fran frankie paca paqui franzi sissi cisca
francis francisco francesco franz francois frank frankie paco pancho curro fran franek franco kiko cisco
  quico frans
frederick federico friedrich frederic fred freddy fritz fede frederik fryderyk rick
frederica federica friederike frederike fred rike freddie
gabriel gabriele gabi gabe gabo
gabriela gabriella gabrielle gabi gaby
george georg jorge giorgio georges jordi georgie jurgen jorg juraj yuri jerzy gyorgy joris
georgina georgia georgette gina georgie
gerald gerard gerardo gerhard gerry jerry gerd geert
gertrude gertrud gertrudis trudy trude gerti
gregory gregorio gregor greg grzegorz gregoire goyo
gustav gustavo gustave gus
harold harald harry hal
henry heinrich enrique enrico henri hank harry hal heinz heiner quique kike hendrik henryk henrik henk rik
hector ettore
hugo hugh huw ugo hughie
ignatius ignacio ignaz ignace nacho iggy inaki
irene irina irena iria rena
isaac isaak izaak ike zak
james jaime jacobo jacob jakob jacques giacomo jim jimmy jamie jack iago diego santiago tiago jake jacek
  jaap kuba santi jago
jane jana joanna johanna juana jeanne giovanna janet jean jan joan janina hanne jo joanne ioana hanna
  janna vanna gianna jeannette siobhan sinead
jeffrey geoffrey jeff geoff godfrey
jennifer jenny jen jenna jennie
jeremy jeremias jeremiah jerry jez
jerome geronimo hieronymus jeronimo jerry
jessica jess jessie jessika
joachim joaquin joaquim jochen achim quino chimo gioacchino
john juan johann johannes jean giovanni jan jon johnny jack hans hannes johan juanito ivan jonny evan sean
  ian gianni nanni ioan janos joao janek juancho giannis yannis hansi
jonathan jonatan jon jonny johnny nathan jonathon
joseph jose josef giuseppe joe joey pepe jo sepp beppe chepe pepito joselito pep josep seppi jozef yusuf
  youssef peppe pino jupp
josephine josefina josefa giuseppina josie pepa fina jo josefine fine
joshua josue josh giosue
julia giulia julie juliette julieta juliana giulietta jule jules
julian julio julius jules julien giulio giuliano jule
justin justino justus just
juancarlos juanca
kenneth ken kenny
lawrence laurence lorenzo lorenz laurent larry laurie lars loren lauri renzo lorne
laura lora laurel lori lauren lolly
leo leon leonardo leonard lenny leonhard len lionel leonidas
louis luis ludwig luigi lou louie lewis lucho gino lutz ludovic ludovico lodewijk luiz
louise luisa luise lou lulu eloise
lucas lukas luke luca luc luka lucca lukasz
lucy lucia lucie luci luz
madeleine magdalena maddie madeline lena magda maddalena leni malena marlene
manuel emmanuel emanuel immanuel manny manolo manu manuele lolo manolito
manuela emanuela emmanuelle manu manoli
marcus marcos mark marc marco markus marek
margaret margarita margarethe marguerite margherita maggie meg peggy greta gretchen marge margot rita
  grete gretel daisy margarete marga malgorzata megan margit madge
maria mary marie mariana mia mimi marija maja molly polly mariechen marion mitzi masha marieke maryam
  miriam mariam mari moira maura
martin martino marty marti maarten marcin
martha marta marthe marti
mateo matthew matteo matthias matias mathieu matthieu matt mathias mats mateusz matteus hias matty mattis
  mathis
maurice mauricio moritz maurizio mo morris
maximilian maximiliano max massimiliano maxime maksim massimo maxi
melanie mel melania mela
michael miguel michel michele mike micky mick michal mikhail michi mikael mickey mischa misha miquel mihai
  michiel maik
michelle michele micaela michaela shelly michi miguela
mohammed muhammad mohamed mohammad mo mehmet mahmoud muhammed mohamad
nathaniel nathanael nathan nate nat natanael
natalie natalia natasha nat talia nathalie nata natalya
nicholas nicolas nikolaus niccolo nikolai nick nicky nico klaus nikolas claus nikos niklas niels nils
  miklos nicola mikolaj colas
nicole nicola nicoletta nikki nicki niki
oliver olivier oliviero ollie olli oli
olivia livia liv olive livvy
oscar oskar oscarcito
pamela pam pammy
patrick patricio patrice pat paddy patrik patrizio rick
patricia patrizia pat patty tricia trish pati patsy patrycja
paul pablo paolo pavel pawel paulo pauli pol paulus pau
paula paola pauline paulina polly
peter pedro pierre pietro pete piet petr petros piotr perico petrus pekka per peer
petra petronella petronila pietra petronilla
philip felipe philipp philippe filippo phil pip filip flip
rachel raquel rachele rachelle shelly rahel
raphael rafael raffaele rafa rafi ralf rafal
raymond raimundo ramon raimund ray mundo moncho
rebecca rebeca becky becca bec rebekka reba
richard ricardo riccardo rick dick rich richie ricky ritchie rik rico ryszard
robert roberto rob bob bobby robbie bert rupert rupprecht robin berto bobbie ruprecht
roderick rodrigo rod roddy rodrigue
roger rogelio ruggero rutger rodger ruediger rudiger
roland orlando rolando rollo roldan
ronald ronaldo ron ronnie reinhold ronny
rosa rose rosita rosie rosalia rosalie rosina
rudolf rodolfo rudolph rudi rudy rodolphe
salvador salvatore salva toto chava sal
samuel samuele sam sammy samu
samantha sam sammie
sara sarah sally sadie zara sarita
sebastian sebastien sebastiano seb bastian basti bas seba sebas
silvia sylvia sylvie silvie silvana
simon simone simeon sim szymon ximon
sofia sophia sophie sofie zofia fifi sonja sonya sophy
stephen stefan esteban etienne stefano steven steve stephane istvan steffen stevie stephan stijn szczepan
stephanie estefania stefania steffi steph stefanie fanny steffie
susan susana susanne susanna sue susie suzanne zuzanna suzy sanne susi suse zsuzsanna
theodore teodoro theodor ted teddy theo fyodor teo
theresa teresa therese terry tess tessa resi tere maite trees
thomas tomas tommaso tom tommy thom tommi tomasz tamas
timothy timoteo tim timmy timotheus timo
tobias tobi toby
ursula uschi ulla ursel orsola ursule urszula
valentin valentino valentine val valentyn
valerie valeria val vale
veronica veronika veronique vera vero ronnie roni
victor viktor vic vittorio vito vitya
victoria viktoria vittoria vicky vic tori victoire wiktoria
vincent vicente vincenzo vinzenz vince vinnie chente vicent
virginia virginie ginny gina vicky
walter gualterio walt wally wal gauthier wouter
wilhelmina wilma mina minna willa guillermina
wilfred wilfried wilfrid wilfredo wilf fred
william guillermo wilhelm guillaume guglielmo will bill billy willy liam willi memo helmut wim guille willem
xavier javier saverio xavi javi xaver
yolanda yolande iolanda yoli jolanda
zoe zoey
dalia dalila
daria daryna dasha
jens
kai kay
karim kareem
lea leah
lin
maja maya
mina
mona
nina
noor nour nur
omar umar
tariq tarik
yara
"""
"""A line is one name with its short, pet and foreign forms; an indented line goes on with it.

A form may be one of several names. What stands nowhere is not known to be a first name.
"""
_TITLES = """
dame dipl don dona dr drs esq fr frau herr hon ing madame mag mba md miss mlle mme monsieur mr mrs ms mx phd
prof professor rev sig sir sra srta
"""
_LEGAL_FORMS = """
ab ag aps as bv co company corp corporation ev gmbh inc kg limited llc llp ltd mbh nv ohg oy plc sa sarl sas
se sl slu spa srl the ug
"""
TITLES = frozenset(_TITLES.split())
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())


def _read() -> Mapping[str, frozenset[int]]:
    out: dict[str, set[int]] = {}
    number = 0
    for line in _TABLE.splitlines():
        number += not line.startswith(" ")
        for form in line.split():
            out.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in out.items()}


NAMES = _read()
"""Form -> the numbers of the names that it is a form of."""


def are_one_name(one: str, other: str) -> bool:
    """True for two forms of a first name, as Bob and Robert are."""
    return not NAMES.get(one, _NONE).isdisjoint(NAMES.get(other, _NONE))


def are_two_names(one: str, other: str) -> bool:
    """True for first names that are known to be two, as Maria and Marta are, however alike they look."""
    return one in NAMES and other in NAMES and not are_one_name(one, other)


_NONE: frozenset[int] = frozenset()
