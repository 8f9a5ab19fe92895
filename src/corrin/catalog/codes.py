"""Codes of other people's records: LOINC, SNOMED CT, ICD-10, CPT, and what each means here."""

from __future__ import annotations

from typing import Literal, NamedTuple

Property = Literal["mass", "moles", "other"]  # what a LOINC code says was measured

# where each row was read; "memory" rows have a valid check digit and were not seen in a source
SOURCES = {
    "mimic": "MIT-LCP/mimic-code 8bcbd19, mimic-iv/mapping/d_labitems_to_loinc.csv",
    "table": "a public LOINC term table",
    "lab": "a laboratory's public test catalogue",
    "eunomia": "OHDSI/EunomiaDatasets 3efd533, Synthea27Nj_5.4 CONCEPT.csv",
    "ohdsi": "OHDSI/PhenotypeLibrary 40106e4, inst/cohorts",
    "mondo": "monarch-initiative/mondo fad2512b4, mondo_exactmatch_sctid.sssom.tsv",
    "safely": "opensafely code lists (surg-covid-safely 1cad9fb; post-covid-gastrointestinal)",
    "smart": "smart-on-fhir/generated-sample-data 25ac8089, STU-3 and R4 samples",
    "icd": "simple-icd-10-cm 1.5.0, checked by program",
    "atc": "fabkury/atcd 1e92aec, WHO ATC-DDD 2026-04-25",
    "openfda": "openFDA, NDC directory (0517-0031, 0591-2888)",
    "memory": "memory; not seen",
}


class Lab(NamedTuple):
    """A LOINC code: the marker it reports, the property it says was measured, and where that was read."""

    marker: str
    measured: Property
    source: str


class Term(NamedTuple):
    """A coded statement about a person: what kind, which id, the site it names, and where that was read."""

    kind: Literal["condition", "procedure", "finding"]
    id: str
    source: str
    site: str = ""


def _labs(text: str) -> dict[str, Lab]:
    rows = [line.split() for line in text.strip().splitlines()]
    return {code: Lab(marker, _PROPERTY[measured], source) for code, marker, measured, source in rows}


_PROPERTY: dict[str, Property] = {"mass": "mass", "moles": "moles", "other": "other"}

LOINC = _labs("""
2132-9    total-b12          mass   mimic
14685-2   total-b12          moles  table
72160-5   holotc             moles  lab
13964-2   mma                moles  lab
13965-9   homocysteine       moles  mimic
2428-1    homocysteine       mass   memory
2284-8    folate             mass   mimic
14732-2   folate             moles  table
2283-0    folate-rbc         mass   lab
14731-4   folate-rbc         moles  table
718-7     hb                 mass   mimic
59260-0   hb                 moles  memory
787-2     mcv                other  mimic
30428-7   mcv                other  eunomia
788-0     rdw                other  mimic
30385-9   rdw                other  eunomia
4679-7    reticulocytes      other  mimic
17849-1   reticulocytes      other  memory
777-3     platelets          other  mimic
26515-7   platelets          other  ohdsi
751-8     neutrophils        other  mimic
26499-4   neutrophils        other  ohdsi
30450-1   hypersegmentation  other  mimic
2532-0    ldh                other  mimic
1975-2    bilirubin          mass   mimic
14631-6   bilirubin          moles  memory
2276-4    ferritin           mass   mimic
20567-4   ferritin           mass   memory
2160-0    creatinine         mass   mimic
38483-4   creatinine         mass   smart
14682-9   creatinine         moles  memory
77147-7   egfr               other  mimic
33914-3   egfr               other  eunomia
62238-1   egfr               other  memory
98979-8   egfr               other  memory
2333-3    gastrin            mass   mimic
104248-0  pepsinogen-ratio   other  lab
31444-3   anti-if            other  lab
14241-4   anti-parietal      other  mimic
17780-8   h-pylori-stool     other  lab
29891-9   h-pylori-breath    other  lab
17859-0   h-pylori-serology  other  mimic
5176-3    h-pylori-serology  other  mimic
31017-7   ttg-iga            other  mimic
46128-5   ttg-iga            other  memory
38445-3   calprotectin       other  table
1988-5    crp                mass   mimic
30522-7   crp                mass   smart
""")

LOINC_SET_ASIDE = {
    "21000-5": "red cell width as SD (fL) is another quantity than RDW in %",
    "60474-4": "an absolute reticulocyte count is another quantity than reticulocytes in %",
    "14196-0": "an absolute reticulocyte count is another quantity than reticulocytes in %",
    "770-8": "neutrophils as a share of white cells are another quantity than their count",
    "26511-6": "neutrophils as a share of white cells are another quantity than their count",
    "13776-0": "methylmalonate in urine is not read; serum or plasma is",
    "25116-5": "methylmalonate in urine is not read; serum or plasma is",
    "2282-2": "folate of a haemolysate needs the haematocrit to become red cell folate",
    "1971-1": "indirect bilirubin is not read; total bilirubin is",
    "2171-7": "B12 binding capacity is not a marker of corrin",
    "2739-1": "total pepsinogen is not pepsinogen I",
}

WEIGHT_LOINC = {"29463-7": "smart", "3141-9": "smart"}


def _terms(kind: Literal["condition", "procedure", "finding"], text: str) -> dict[str, Term]:
    rows = [line.split() for line in text.strip().splitlines()]
    return {row[0]: Term(kind, row[1], row[2], row[3] if len(row) > 3 else "") for row in rows}


SNOMED = _terms("condition", """
190634004  b12-deficiency           mondo
84027009   pernicious-anaemia       ohdsi
84568007   atrophic-gastritis       mondo
38106008   crohns-disease           safely  ileum
196977009  crohns-disease           safely  ileum
56689002   crohns-disease           safely  ileum
71833008   crohns-disease           safely  ileocolon
34000006   crohns-disease           ohdsi   unknown
7620006    crohns-disease           smart   colon
396331005  coeliac-disease          ohdsi
66379009   sibo                     mondo
235494005  chronic-pancreatitis     ohdsi
47367009   pancreatic-insufficiency mondo
190905008  cystic-fibrosis          ohdsi
55464009   systemic-lupus           ohdsi
69896004   rheumatoid-arthritis     ohdsi
33339001   psoriatic-arthritis      ohdsi
156370009  psoriatic-arthritis      ohdsi
83901003   sjogren                  ohdsi
89155008   systemic-sclerosis       ohdsi
77386006   pregnancy                ohdsi
709044004  ckd                      ohdsi
46177005   ckd                      ohdsi
66590003   alcohol-use              mondo
7200002    alcohol-use              ohdsi
15167005   alcohol-use              ohdsi
60504009   if-deficiency            mondo
360495000  imerslund-graesbeck      mondo
237934001  transcobalamin-deficiency mondo
237933007  haptocorrin-deficiency   mondo
42393006   methylmalonic-acidaemia  mondo
74653006   cblc                     mondo
11282001   homocystinuria           mondo
53132006   zollinger-ellison        mondo
26629001   short-bowel              mondo
41545003   whipple-disease          mondo
47384003   tropical-sprue           mondo
187151009  fish-tapeworm            mondo
23238000   cvid                     mondo
86406008   hiv                      ohdsi
21983002   hashimoto                ohdsi
40930008   hypothyroidism           smart
46635009   type-1-diabetes          ohdsi
44054006   type-2-diabetes          smart
56727007   vitiligo                 ohdsi
363732003  addison-disease          ohdsi
41864002   autoimmune-polyendocrine mondo
53165003   macrocytic-anaemia       mondo
83414005   macrocytic-anaemia       mondo
87522002   iron-deficiency          smart
""") | _terms("procedure", """
51346007   ileal-resection     safely
17988003   ileal-resection     safely
37593003   ileal-resection     safely
307193005  ileal-resection     safely
276190007  ileal-resection     ohdsi
444165004  ileal-resection     ohdsi
26452005   gastrectomy-total   safely
49209004   gastrectomy-distal  safely
40234006   gastrectomy-distal  safely
442338001  rygb                table
427074001  sleeve              safely
426738005  duodenal-switch     safely
24883002   duodenal-switch     safely
414574004  gastric-band        safely
""")  # fmt: skip

# CPT-4 codes of operations
CPT = _terms(
    "procedure",
    """
44160  ileal-resection  ohdsi
44205  ileal-resection  ohdsi
""",
)

# by longest prefix of the code without its point
ICD10 = _terms("condition", """
D510   pernicious-anaemia        icd
D511   imerslund-graesbeck       icd
D512   transcobalamin-deficiency icd
D513   low-intake                icd
D518   b12-deficiency            icd
D519   b12-deficiency            icd
D52    folate-deficiency         icd
D531   macrocytic-anaemia        icd
D50    iron-deficiency           memory
K294   atrophic-gastritis        icd
B9681  h-pylori                  icd
K500   crohns-disease            icd     ileum
K501   crohns-disease            memory  colon
K508   crohns-disease            memory  ileocolon
K509   crohns-disease            memory  unknown
K900   coeliac-disease           icd
K901   tropical-sprue            icd
K6382  sibo                      icd
K902   sibo                      icd
K860   chronic-pancreatitis      icd
K861   chronic-pancreatitis      icd
K8681  pancreatic-insufficiency  icd
E84    cystic-fibrosis           icd
M32    systemic-lupus            icd
M05    rheumatoid-arthritis      memory
M06    rheumatoid-arthritis      icd
L405   psoriatic-arthritis       icd
M350   sjogren                   icd
M34    systemic-sclerosis        icd
Z331   pregnancy                 icd
N18    ckd                       icd
F101   alcohol-use               icd
F102   alcohol-use               icd
E71120 methylmalonic-acidaemia   icd
E7211  homocystinuria            icd
E164   zollinger-ellison         icd
B700   fish-tapeworm             icd
D83    cvid                      icd
B20    hiv                       icd
E063   hashimoto                 icd
E10    type-1-diabetes           icd
E11    type-2-diabetes           memory
L80    vitiligo                  icd
E271   addison-disease           icd
E310   autoimmune-polyendocrine  icd
D3A092 gastric-carcinoid         icd
D45    myeloproliferative        icd
C220   liver-cancer              icd
""") | _terms("finding", """
G320   myelopathy                icd
G629   neuropathy                icd
K140   glossitis                 icd
D61818 pancytopenia              icd
Z5941  food-insecurity           icd
R202   paraesthesia              memory
R270   ataxia                    memory
R5383  fatigue                   memory
""")  # fmt: skip

# true of the person, and too vague to place
SET_ASIDE_TERMS = {
    "53442002": "removal of stomach, whole or part not stated",
    "Z903": "absence of stomach, whole or part not stated",
    "Z9049": "absence of a part of the gut, site not stated",
    "Z9884": "bariatric surgery, type not stated",
    "E538": "a deficiency of B vitamins, which one not stated",
}

# SNOMED CT qualifiers and HL7 v2 interpretation codes -> a word that units.positive() reads
WORDS: dict[str, str] = {
    "10828004": "positive", "260385009": "negative", "260373001": "detected", "260415000": "not detected",
    "52101004": "present", "2667000": "absent", "42425007": "equivocal", "11214006": "reactive",
    "131194007": "non-reactive", "82334004": "indeterminate",
    "POS": "positive", "NEG": "negative", "IND": "indeterminate", "E": "equivocal", "DET": "detected",
    "ND": "not detected", "RR": "reactive", "NR": "non-reactive", "WR": "positive",
}  # fmt: skip
