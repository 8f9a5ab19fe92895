"""Tests that tell the causes apart: stomach wall, antibodies, bowel."""

from __future__ import annotations

from corrin.catalog.markers import readings
from corrin.marker import Limits, Marker, Noise, Sign
from corrin.source import Source

_OFF_ACID_DRUGS = "Two weeks without a proton pump inhibitor, four without antibiotics."

ANTI_IF = Sign(
    id="anti-if", name="Intrinsic factor antibody",
    positive={"pernicious-anaemia": 0.46, "autoimmune-gastritis": 0.17},
    background=0.008,
    source=Source("lahner2009", "37 % of PA, 14 of 84 other atrophic gastritis, 0 of 113 controls; "
                  "sedlackova2010 41 %, carmel1978 55-96 %", status="derived"),
    cost=4.0, wait=7.0, preparation="Not within 7 days of a B12 injection: falsely positive.",
)  # fmt: skip

TESTS = (
    Marker(
        id="gastrin", name="Gastrin, fasting", unit="pmol/L", read=readings.gastrin,
        noise=Noise(0.40, 0.25, 0.08, Source("aps1979", "83 % sensitive, 97 % specific", status="derived")),
        limits=Limits(None, 48.0, Source("corrin", "100 pg/mL", status="memory")),
        # without the antrum there is little gastrin; food that misses the antrum calls for little
        raised_by={"gastrectomy-total": 0.05, "gastrectomy-distal": 0.15, "rygb": 0.15,
                   "renal-impairment": 1.8, "acid-suppression": 1.5, "h-pylori-gastritis": 1.3,
                   "autoimmune-gastritis": 3.2},  # G cells multiply over years without acid (miceli2024)
        cost=3.0, wait=5.0, preparation=f"Fasting, on ice. {_OFF_ACID_DRUGS}",
    ),
    Marker(
        id="pepsinogen-1", name="Pepsinogen I", unit="ug/L", read=readings.pepsinogen_1,
        noise=Noise(0.35, 0.10, 0.06, Source(
            "gastropanel2020", "below 30: 50 % sensitive, 93 % specific", status="derived")),
        limits=Limits(30.0, 160.0, Source("gastropanel2020", "30 ug/L for corpus atrophy")),
        raised_by={"acid-suppression": 1.8, "h-pylori-gastritis": 2.2, "renal-impairment": 1.8},
        cost=5.0, wait=7.0, preparation="Fasting; acid suppression raises it, so a low value stands.",
    ),
    Marker(
        id="pepsinogen-ratio", name="Pepsinogen I to II", unit="1", read=readings.pepsinogen_ratio,
        noise=Noise(0.30, 0.08, 0.08, Source(
            "bang2019", "I up to 70 and ratio up to 3: 59 % sensitive, 89 % specific", status="derived")),
        limits=Limits(3.0, None, Source("bang2019", "3, with pepsinogen I up to 70 ug/L")),
        raised_by={"h-pylori-gastritis": 0.05},  # pepsinogen_beijing: half of that of others, in mild infection already
        cost=6.0, wait=7.0, preparation="Fasting.",
    ),
    ANTI_IF,
    Sign(
        id="anti-parietal", name="Parietal cell antibody",
        positive={"autoimmune-gastritis": 0.80, "pernicious-anaemia": 0.75, "h-pylori-gastritis": 0.05,
                  "systemic-autoimmune": 0.08},
        background=0.10,
        source=Source("lahner2009", "134 of 165 atrophic gastritis, 11 of 113 controls; sedlackova2010 68 %",
                      status="derived"),
        cost=4.0, wait=7.0,
    ),
    Sign(
        id="h-pylori-stool", name="Helicobacter pylori antigen, stool",
        positive={"h-pylori-gastritis": 0.83, "food-cobalamin-malabsorption": 0.10},
        background=0.05,
        source=Source("corrin", "83 % at a specificity of 90 %; laboratories run higher", status="memory"),
        cost=2.5, wait=3.0, preparation=_OFF_ACID_DRUGS,
    ),
    Sign(
        id="h-pylori-breath", name="Urea breath test",
        positive={"h-pylori-gastritis": 0.94, "food-cobalamin-malabsorption": 0.10},
        background=0.05,
        source=Source("corrin", "94 % at a specificity of 90 %; laboratories run higher", status="memory"),
        cost=6.0, wait=2.0, preparation=f"Fasting. {_OFF_ACID_DRUGS}",
    ),
    Sign(
        id="h-pylori-serology", name="Helicobacter pylori antibody, serum",
        positive={"h-pylori-gastritis": 0.84, "food-cobalamin-malabsorption": 0.25,
            "autoimmune-gastritis": 0.10},
        background=0.12,
        source=Source("corrin", "84 % at a specificity of 90 %; stays after cure", status="memory"),
        cost=2.0, wait=3.0,
    ),
    Sign(
        id="ttg-iga", name="Tissue transglutaminase IgA",
        positive={"coeliac": 0.93}, background=0.02,
        source=Source("corrin", "sensitivity 90-95, specificity 95-98 %", status="memory"),
        cost=3.0, wait=5.0, preparation="While eating gluten; with total IgA.",
    ),
    Marker(
        id="calprotectin", name="Calprotectin, faecal", unit="ug/g", read=readings.calprotectin,
        noise=Noise(0.80, 0.35, 0.10, Source(
            "calprotectin_sb", "small-bowel Crohn's: 50 ug/g 84/49, 100 66/74, 200 45/87 %",
                status="derived")),
        limits=Limits(None, 100.0, Source("calprotectin_sb", "100 ug/g: 66 % sensitive, 74 % specific")),
        raised_by={"crohns-ileitis": 12.0, "acid-suppression": 1.8, "coeliac": 1.5, "sibo": 1.3,
                   "inflammation": 1.5, "bleeding": 2.0},
        cost=4.0, wait=7.0, preparation="Not while taking an anti-inflammatory drug.",
    ),
)  # fmt: skip
