"""Red flags beyond symptoms: states that call for acting at once, told by rule and never by a probability."""

from __future__ import annotations

from corrin.catalog.history import COBALAMINS, FINDINGS
from corrin.catalog.markers.blood import BLOOD
from corrin.inference.rules import Alarm, Record
from corrin.parameter import Covariates
from corrin.person import Condition
from corrin.source import Source

LOW = {"total-b12": 133.0, "holotc": 25.0}  # pmol/L: deficiency confirmed (ng239)
RAISED = {"mma": 280.0}  # nmol/L (mineva2021)
LONGEST = {"pregnancy": 300.0, "breastfeeding": 1100.0}  # days
INFANT = 2.0  # years
_SEVERE = 80.0  # g/L
_LIMITS = {marker.id: marker.limits for marker in BLOOD}
_NERVES = "Treat without waiting for tests: damage to nerves can be permanent."


def deficiency_shown(record: Record) -> bool:
    """Whether a result by itself calls for treatment under the guideline, at its own cut-offs."""
    low = any(record.below(test, limit) for test, limit in LOW.items())
    return low or any(record.above(test, limit) for test, limit in RAISED.items())


def pregnant(record: Record) -> bool:
    """Whether the record tells of a pregnancy that can still last, or of breastfeeding."""
    return any(_lasts(record, record.condition(id), longest) for id, longest in LONGEST.items())


def _lasts(record: Record, told: Condition | None, longest: float) -> bool:
    return told is not None and (told.since is None or record.days_since(told.since) <= longest)


def _severe_anaemia(record: Record) -> bool:
    return record.below("hb", _SEVERE)


def _pancytopenia(record: Record) -> bool:
    who = Covariates(record.person.age, record.person.sex, 70.0, 90.0)
    lows = {test: _LIMITS[test].of(who)[0] for test in ("hb", "neutrophils", "platelets")}
    counted = all(limit is not None and record.below(test, limit) for test, limit in lows.items())
    return counted or "pancytopenia" in record.person.findings


def _pregnancy(record: Record) -> bool:
    return pregnant(record) and deficiency_shown(record)


def _infant(record: Record) -> bool:
    told = record.condition("maternal-b12-deficiency") is not None or record.person.diet.pattern == "vegan"
    return record.person.age < INFANT and (told or deficiency_shown(record))


def _folate_alone(record: Record) -> bool:
    folate = [each for each in record.drugs("folic-acid") if each.until is None]
    cobalamin = record.person.doses or record.drugs(*COBALAMINS, "vitamin-b12")
    return bool(folate) and not cobalamin and deficiency_shown(record)


ALARMS = (
    *(Alarm(each.id, each.name, _NERVES, Source("ng239", "neurological features: treat at once, do not wait"),
            lambda record, id=each.id: id in record.person.findings)
      for each in FINDINGS if each.red_flag),
    Alarm("infant-at-risk", "Infant of a deficient or vegan mother, or with a low B12",
          "Treat without waiting, with a paediatrician, today; examine the mother too: an infant's brain is harmed "
          "within months.",
          Source("corrin", "infants of mothers who lack B12: loss of skills within months", status="memory"), _infant),
    Alarm("pregnancy-with-low-b12", "Pregnant or breastfeeding, with a result that shows deficiency",
          "Treat without waiting, and review after a month: the child's stores come from the mother.",
          Source("ng239", "active B12 in pregnancy; review at 1 month if pregnant or breastfeeding"), _pregnancy),
    Alarm("severe-anaemia", "Haemoglobin under 80 g/L",
          "See today. Take the samples, then give B12 and look for other causes; watch potassium for two days, and "
          "transfuse with caution.",
          Source("corrin", "WHO: under 80 g/L is severe; potassium falls in the first 48 h", status="memory"),
          _severe_anaemia),
    Alarm("pancytopenia", "Pancytopenia",
          "See today: blood film and a haematologist's advice. Take samples for B12 and folate, then treat.",
          Source("bsh2014", "the clinical picture outranks any test", status="memory"), _pancytopenia),
    Alarm("folic-acid-without-b12", "Folic acid without B12, with a result that shows deficiency",
          "Give B12 as well: folic acid alone may mend the blood while nerves are lost.",
          Source("ng239", "never folate alone while B12 is unknown", status="derived"), _folate_alone),
)  # fmt: skip
