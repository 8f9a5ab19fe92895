"""Knobs: the numbers that the evidence leaves open, and how far their sources let them move."""

from __future__ import annotations

from typing import NamedTuple


class Knob(NamedTuple):
    """A declared number, by the id a setting knows it by.

    `sd` is the prior standard deviation of the log of its factor; `most` the largest |log factor|
    that its published range allows. `why` says what in the evidence is wide or contradictory.
    """

    id: str
    sd: float
    why: str

    @property
    def most(self) -> float:
        return 2.0 * self.sd


KNOBS = (
    # the way in
    Knob("diet.food", 0.12, "intake by recall and by questionnaire differ by a fifth"),
    Knob("stomach.peptic_release", 0.35, "food-bound absorption 4-83 % of a dose between foods and persons"),
    Knob("diet.digestible", 0.20, "what a mixed diet gives is measured of single foods only"),
    Knob("diet.ease", 0.40, "foods differ thirtyfold; what a mixed diet comes to is not measured"),
    Knob("stomach.emptying", 0.30, "solids, half in 1 to 3 h"),
    Knob("stomach.fasting", 0.40, "basal over stimulated acid a tenth to a quarter; intrinsic factor not measured"),
    Knob("ileum.recovery", 0.40, "receptors come back within 4 to 6 h"),
    Knob("stomach.unaided", 0.60, "absorption of food without acid: tests near nothing, serum falls little"),
    Knob("ileum.cubam", 0.15, "1.0-2.0 ug a meal"),
    Knob("ileum.escape", 0.25, "56-75 % of 1 ug is absorbed"),
    Knob("ileum.passive", 0.12, "1.0-1.4 % of large doses"),
    Knob("ileum.overnight", 0.30, "lag of 3-4 h and peak at 7-12 h leave it open"),
    # liver and loss
    Knob("liver.bile", 0.50, "1-10 ug/d between papers"),
    Knob("liver.release", 0.40, "not measured in man"),
    Knob("liver.storing", 0.50, "not measured in man"),
    Knob("liver.unstoring", 0.40, "terminal half-time 400-690 d between tracers"),
    Knob("cell.shedding", 0.40, "losses of 0.059-0.2 %/d between tracers"),
    Knob("cell.release", 0.50, "not measured in man"),
    # carriers and injections
    Knob("plasma.haptocorrin_synthesis", 0.15, "apo-haptocorrin 90-275 pmol/L"),
    Knob("plasma.apo_haptocorrin_loss", 0.30, "apo-haptocorrin 90-275 pmol/L"),
    Knob("cell.haptocorrin_tight", 0.40, "how much of haptocorrin is filled as cells run out"),
    Knob("cell.haptocorrin_half", 0.40, "how much of haptocorrin is filled as cells run out"),
    Knob("cell.haptocorrin_rest", 0.40, "serum B12 of those who take supplements, +30 to +100 %"),
    Knob("liver.clearance", 0.30, "half-time of holotranscobalamin 30-90 min"),
    Knob("liver.cyano_uptake", 0.30, "15-30 % of 1000 ug is kept"),
    Knob("liver.hydroxo_clearance", 0.40, "27 % of 1000 ug in urine, serum high for weeks"),
    Knob("kidney.hydroxo_unbound", 0.50, "27 % of 1000 ug in urine, serum high for weeks"),
    # cells and marrow
    Knob("cell.cofactor_return", 0.40, "turnover of cofactors is not measured in man"),
    Knob("cell.mutase_half", 0.30, "activity at low cobalamin from one experiment"),
    Knob("cell.synthase_half", 0.30, "activity at low cobalamin from one experiment"),
    Knob("cell.mutase_reserve", 0.25, "methylmalonate of the deficient differs tenfold"),
    Knob("cell.methylmalonate_leak", 0.15, "healthy medians 110-200 nmol/L between methods and countries"),
    Knob("cell.propionate_overflow", 0.60, "highest methylmalonate in untreated disease"),
    Knob("cell.transsulphuration", 0.30, "homocysteine of the deficient 18-100 umol/L"),
    Knob("cell.remethylation", 0.15, "healthy medians 7-12 umol/L between countries"),
    Knob("marrow.dna_half", 0.30, "anaemia and macrocytosis at the same serum B12 differ widely"),
    Knob("marrow.fragility", 0.40, "large cells live 20 to 60 d"),
    Knob("marrow.most_drive", 0.15, "erythropoiesis at most 3 to 5 times normal"),
    Knob("marrow.swelling", 0.30, "MCV of 95-120 fL in untreated disease"),
    Knob("folate.trap_half", 0.30, "not measured in man"),
    # how people differ
    Knob("plasma.haptocorrin_synthesis.cv", 0.30, "log sd of total haptocorrin 0.22-0.29"),
    Knob("diet.food.cv", 0.30, "usual intake: recall error inflates it"),
    Knob("cell.methylmalonate_leak.cv", 0.35, "set points of methylmalonate"),
    Knob("mma.between", 0.35, "set points of methylmalonate"),
    Knob("homocysteine.between", 0.30, "set points of homocysteine"),
    Knob("total-b12.between", 0.30, "set points of serum B12"),
    # causes
    Knob("metformin/ileum.active", 0.40, "-19 % in 4 years, or -57 pmol/L in 3 months"),
    Knob("metformin/plasma.haptocorrin_synthesis", 0.60, "-19 % in 4 years, or -57 pmol/L in 3 months"),
    Knob("acid-suppression/stomach.acid_per_cell", 0.50, "odds 1.65 in cohorts, no shift of means in trials"),
    Knob("h-pylori-gastritis/immunity.parietal_attack", 0.50, "SMD -0.30 or -0.74"),
    Knob("food-cobalamin-malabsorption/immunity.parietal_attack", 0.30, "5 to 32 % of the old by cut-off"),
    Knob("oral-contraceptive/plasma.haptocorrin_synthesis", 0.30, "-20 % in one cohort"),
    Knob("pregnancy/plasma.haptocorrin_synthesis", 0.30, "161 pmol/L at term against 319 after"),
    Knob("crohns-ileitis/ileum.active", 0.40, "5 to 33 % deficient between series"),
    Knob("systemic-autoimmune/plasma.haptocorrin_synthesis", 0.40, "24 % low in one series"),
    Knob("rygb/duodenum.mixing", 0.30, "against sleeve only"),
    Knob("systemic-autoimmune/cell.remethylation", 0.50, "homocysteine high in 10 of 15, for whatever reason"),
    Knob("systemic-autoimmune/marrow.set_point", 0.40, "anaemia in 35-49 %"),
    Knob("autoimmune-gastritis/immunity.parietal_attack", 0.40, "stages of seven to nine years, by referral"),
    Knob("pregnancy/kidney.filtration", 0.30, "methylmalonate rises while filtration does"),
    Knob("nitrous-oxide/cell.oxidation", 0.40, "homocysteine after one long anaesthesia"),
    # how common, and what is eaten where
    Knob("north-europe/intake", 0.12, "3.5-4.2 ug/d by questionnaire (brouwer2015), which differ by a fifth"),
    Knob("turkey/intake", 0.25, "no intake is printed"),
    Knob("israel/intake", 0.25, "no intake is printed"),
    Knob("korea/intake", 0.25, "no intake is printed"),
    Knob("india/intake", 0.40, "no intake is printed"),
    Knob("pernicious-anaemia/prevalence", 0.40, "0.1 to 1.9 % of the old"),
    Knob("low-intake/prevalence", 0.50, "few surveys"),
    Knob("us-2001-04/high-dose", 0.40, "tablets of 500 ug and more are counted by no survey at hand"),
    Knob("us-2001-04/injections", 0.50, "injections are counted by no survey at hand"),
    Knob("us-2011-12/high-dose", 0.40, "tablets of 500 ug and more are counted by no survey at hand"),
    Knob("us-2011-12/injections", 0.50, "injections are counted by no survey at hand"),
)  # fmt: skip
