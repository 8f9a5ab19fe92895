"""What a person's history may say: conditions, operations, drugs, symptoms and signs, by id."""

from __future__ import annotations

from typing import NamedTuple

from corrin.person import Vocabulary
from corrin.units import ANALYTES


class Known(NamedTuple):
    """A condition or an operation, and the causes (by id) it is or makes likely."""

    id: str
    name: str
    causes: tuple[str, ...] = ()


class DrugKnown(NamedTuple):
    """An ingredient, the class it acts as, and the causes (by id) it is."""

    id: str
    name: str
    drug_class: str
    causes: tuple[str, ...] = ()


class Finding(NamedTuple):
    """A symptom or sign; a red flag calls for treatment without waiting, whatever the probability."""

    id: str
    name: str
    red_flag: bool = False


CONDITIONS = (
    # the stomach
    Known("h-pylori", "Helicobacter pylori infection", ("h-pylori-gastritis",)),
    Known("atrophic-gastritis", "Atrophic gastritis, cause not stated",
          ("h-pylori-gastritis", "autoimmune-gastritis", "food-cobalamin-malabsorption")),
    Known("autoimmune-gastritis", "Autoimmune atrophic gastritis", ("autoimmune-gastritis",)),
    Known("pernicious-anaemia", "Pernicious anaemia", ("pernicious-anaemia",)),
    Known("family-history-pernicious-anaemia", "Pernicious anaemia in a parent, sibling or child",
          ("autoimmune-gastritis", "pernicious-anaemia")),
    Known("zollinger-ellison", "Zollinger-Ellison syndrome"),
    Known("gastric-carcinoid", "Gastric carcinoid", ("autoimmune-gastritis", "pernicious-anaemia")),
    # the bowel and the pancreas
    Known("crohns-disease", "Crohn's disease", ("crohns-ileitis",)),
    Known("coeliac-disease", "Coeliac disease", ("coeliac",)),
    Known("sibo", "Bacterial overgrowth of the small bowel", ("sibo",)),
    Known("short-bowel", "Short bowel syndrome", ("ileal-resection",)),
    Known("tropical-sprue", "Tropical sprue"),
    Known("whipple-disease", "Whipple disease"),
    Known("fish-tapeworm", "Diphyllobothriasis", ("fish-tapeworm",)),
    Known("chronic-pancreatitis", "Chronic pancreatitis", ("pancreatic-insufficiency",)),
    Known("pancreatic-insufficiency", "Exocrine pancreatic insufficiency", ("pancreatic-insufficiency",)),
    Known("cystic-fibrosis", "Cystic fibrosis", ("pancreatic-insufficiency",)),
    # autoimmune company
    Known("systemic-lupus", "Systemic lupus erythematosus", ("systemic-autoimmune",)),
    Known("rheumatoid-arthritis", "Rheumatoid arthritis", ("systemic-autoimmune",)),
    Known("psoriatic-arthritis", "Psoriatic arthritis", ("systemic-autoimmune",)),
    Known("sjogren", "Sjogren syndrome", ("systemic-autoimmune",)),
    Known("systemic-sclerosis", "Systemic sclerosis", ("systemic-autoimmune",)),
    Known("hashimoto", "Autoimmune thyroiditis", ("autoimmune-gastritis", "pernicious-anaemia")),
    Known("hypothyroidism", "Hypothyroidism, cause not stated"),
    Known("graves-disease", "Graves disease", ("autoimmune-gastritis", "pernicious-anaemia")),
    Known("vitiligo", "Vitiligo", ("autoimmune-gastritis", "pernicious-anaemia")),
    Known("type-1-diabetes", "Type 1 diabetes", ("autoimmune-gastritis", "pernicious-anaemia")),
    Known("addison-disease", "Addison disease", ("autoimmune-gastritis", "pernicious-anaemia")),
    Known("autoimmune-polyendocrine", "Autoimmune polyendocrine syndrome",
          ("autoimmune-gastritis", "pernicious-anaemia")),
    Known("cvid", "Common variable immunodeficiency"),
    # states of the whole body
    Known("type-2-diabetes", "Type 2 diabetes"),
    Known("ckd", "Chronic kidney disease", ("renal-impairment",)),
    Known("dialysis", "Kidney failure on dialysis", ("renal-impairment",)),
    Known("alcohol-use", "Alcohol use disorder", ("alcohol",)),
    Known("pregnancy", "Pregnancy", ("pregnancy",)),
    Known("breastfeeding", "Breastfeeding"),
    Known("maternal-b12-deficiency", "Mother B12 deficient, or vegan without supplements, in pregnancy or nursing"),
    Known("nitrous-oxide-use", "Recreational nitrous oxide", ("nitrous-oxide",)),
    Known("iron-deficiency", "Iron deficiency", ("iron-deficiency",)),
    Known("folate-deficiency", "Folate deficiency", ("folate-deficiency",)),
    Known("b12-deficiency", "B12 deficiency, cause not stated"),
    Known("low-intake", "B12 deficiency of diet", ("low-intake",)),
    Known("macrocytic-anaemia", "Macrocytic or megaloblastic anaemia, cause not stated"),
    Known("hiv", "HIV infection"),
    Known("no-supplements", "Takes no supplement with B12, asked"),
    # look-alikes
    Known("liver-disease", "Chronic liver disease"),
    Known("liver-cancer", "Liver cell carcinoma"),
    Known("myelodysplasia", "Myelodysplastic syndrome"),
    Known("myeloproliferative", "Myeloproliferative neoplasm"),
    Known("leukaemia", "Leukaemia"),
    Known("lymphoma", "Lymphoma"),
    Known("myeloma", "Multiple myeloma"),
    Known("copper-deficiency", "Copper deficiency"),
    Known("haemolysis", "Haemolytic anaemia"),
    Known("bleeding", "Bleeding"),
    # inborn
    Known("haptocorrin-deficiency", "Haptocorrin deficiency", ("haptocorrin-deficiency",)),
    Known("if-deficiency", "Inborn intrinsic factor deficiency", ("if-deficiency",)),
    Known("imerslund-graesbeck", "Imerslund-Graesbeck syndrome", ("imerslund-graesbeck",)),
    Known("transcobalamin-deficiency", "Transcobalamin deficiency", ("transcobalamin-deficiency",)),
    Known("cblc", "Methylmalonic acidaemia with homocystinuria, cblC", ("cblc",)),
    Known("methylmalonic-acidaemia", "Methylmalonic acidaemia, type not stated"),
    Known("homocystinuria", "Homocystinuria, type not stated"),
)  # fmt: skip

PROCEDURES = (
    Known("ileal-resection", "Resection of terminal ileum", ("ileal-resection",)),
    Known("gastrectomy-total", "Total gastrectomy", ("gastrectomy-total",)),
    Known("gastrectomy-distal", "Distal or subtotal gastrectomy", ("gastrectomy-distal",)),
    Known("rygb", "Roux-en-Y gastric bypass", ("rygb",)),
    Known("sleeve", "Sleeve gastrectomy", ("sleeve",)),
    Known("duodenal-switch", "Duodenal switch or biliopancreatic diversion", ("sleeve",)),
    Known("gastric-band", "Adjustable gastric band"),
    Known("pancreatectomy", "Pancreatectomy", ("pancreatic-insufficiency",)),
    Known("red-cell-transfusion", "Transfusion of red cells"),
)

_ACID = ("acid-suppression",)
_PUMP = "omeprazole esomeprazole pantoprazole lansoprazole dexlansoprazole rabeprazole vonoprazan"
_H2 = "cimetidine ranitidine famotidine nizatidine"
_OTHERS = {
    "colchicine": "ileal-uptake",
    "neomycin": "ileal-uptake",
    "colestyramine": "bile-acid-sequestrant",
    "colestipol": "bile-acid-sequestrant",
    "methotrexate": "antifolate",
    "trimethoprim": "antifolate",
    "sulfasalazine": "antifolate",
    "phenytoin": "antifolate",
    "hydroxycarbamide": "macrocytosis",
    "azathioprine": "macrocytosis",
    "zidovudine": "macrocytosis",
    "levodopa": "homocysteine-raising",
    "aminosalicylic-acid": "ileal-uptake",
    "semaglutide": "appetite",
    "folic-acid": "folate",
    "iron": "iron",
}
COBALAMINS = ("hydroxocobalamin", "cyanocobalamin", "methylcobalamin", "adenosylcobalamin")

DRUGS = (
    DrugKnown("metformin", "Metformin", "biguanide", ("metformin",)),
    DrugKnown("proton-pump-inhibitor", "Proton pump inhibitor, not named", "acid-suppression", _ACID),
    DrugKnown("h2-blocker", "H2 blocker, not named", "acid-suppression", _ACID),
    *(DrugKnown(id, id.capitalize(), "acid-suppression", _ACID) for id in f"{_PUMP} {_H2}".split()),
    DrugKnown("nitrous-oxide", "Nitrous oxide", "nitrous-oxide", ("nitrous-oxide",)),
    DrugKnown("oral-contraceptive", "Combined oral contraceptive", "oestrogen", ("oral-contraceptive",)),
    *(DrugKnown(id, id.capitalize(), group) for id, group in _OTHERS.items()),
    *(DrugKnown(id, id.capitalize(), "cobalamin") for id in COBALAMINS),
    DrugKnown("multivitamin", "Multivitamin with B12", "multivitamin", ("multivitamin",)),
    DrugKnown("vitamin-b12", "Vitamin B12, form not stated", "cobalamin"),
)

FINDINGS = (
    # nerves and mind
    Finding("paraesthesia", "Tingling or numbness", red_flag=True),
    Finding("ataxia", "Unsteady gait", red_flag=True),
    Finding("neuropathy", "Peripheral neuropathy", red_flag=True),
    Finding("myelopathy", "Subacute combined degeneration of the cord", red_flag=True),
    Finding("vibration-loss", "Loss of vibration or position sense", red_flag=True),
    Finding("weakness-legs", "Weakness or spasticity of the legs", red_flag=True),
    Finding("optic-neuropathy", "Loss of vision, optic neuropathy", red_flag=True),
    Finding("cognitive", "Memory loss, confusion", red_flag=True),
    Finding("psychosis", "Psychosis", red_flag=True),
    Finding("depression", "Low mood"),
    # blood
    Finding("fatigue", "Tiredness"),
    Finding("breathlessness", "Breathlessness"),
    Finding("pallor", "Pallor"),
    Finding("jaundice", "Lemon tinge, jaundice"),
    Finding("pancytopenia", "Pancytopenia"),
    Finding("hypersegmented-neutrophils", "Hypersegmented neutrophils on the film"),
    # mouth and gut
    Finding("glossitis", "Sore, smooth tongue"),
    Finding("angular-cheilitis", "Sore corners of the mouth"),
    Finding("diarrhoea", "Diarrhoea"),
    Finding("dyspepsia", "Dyspepsia"),
    Finding("weight-loss", "Weight loss"),
    Finding("food-insecurity", "Food insecurity"),
)

DIETS = ("omnivore", "vegetarian", "vegan", "fortified-vegan", "unknown")
ROUTES = ("im", "sc", "iv", "oral", "sublingual", "nasal")
PLATFORMS = ("roche", "abbott", "siemens", "beckman", "bio-rad", "automated", "lc-ms", "gc-ms", "microbiological",
             "unknown")  # fmt: skip
SITES = ("ileum", "ileocolon", "colon", "unknown")
ETHNICITIES = ("black", "white", "asian", "south-asian", "hispanic", "mixed", "other", "unknown")

RED_FLAGS = frozenset(finding.id for finding in FINDINGS if finding.red_flag)
DRUG_CLASS = {drug.id: drug.drug_class for drug in DRUGS}

VOCABULARY = Vocabulary(
    markers=frozenset(ANALYTES),
    conditions=frozenset(condition.id for condition in CONDITIONS),
    procedures=frozenset(procedure.id for procedure in PROCEDURES),
    drugs=frozenset(drug.id for drug in DRUGS),
    findings=frozenset(finding.id for finding in FINDINGS),
    dose_forms=frozenset(COBALAMINS),
    routes=frozenset(ROUTES),
    diets=frozenset(DIETS),
    platforms=frozenset(PLATFORMS),
    sites=frozenset(SITES),
    ethnicities=frozenset(ETHNICITIES),
)
