"""Nerve: myelin is lost while its cells lack cobalamin; it mends slowly, axons do not."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, Spread, parameter
from corrin.source import Source


class Nerve(Organ):
    demyelination = parameter(1.2, "1/y", Source("cncbl_label", "harm that lasts after 3 months",
                                                 status="derived"), Spread(0.8))  # fmt: skip
    need = parameter(0.12, "1", Source("healton1991", "neurological signs without anaemia are common: "
                                       "a threshold of their own", status="memory"), Spread(0.35),
                     about="methylation at which half of the harm is done, as a part of normal")  # fmt: skip
    remyelination = parameter(3.0, "1/y", Source("healton1991", "recovery over months",
                                                 status="memory"))  # fmt: skip
    axon_loss = parameter(0.5, "1/y", Source("vasconcelos2006", "14 % complete, 86 % improved",
                                             status="derived"))  # fmt: skip


class Flows(NamedTuple):
    myelin: Any  # 1/d
    axons: Any  # 1/d


def flows(myelin: Any, axons: Any, methylation: Any, nerve: Nerve) -> Flows:
    """`methylation` is methionine synthase, 1 when normal; myelin and axons are parts of normal."""
    lack = nerve.need**4 / (nerve.need**4 + methylation**4)
    healthy = nerve.need**4 / (nerve.need**4 + 1.0)
    excess = lack - healthy
    return Flows(
        nerve.remyelination * (1.0 - lack) * (axons - myelin) - nerve.demyelination * excess * myelin,
        -nerve.axon_loss * excess * (1.0 - myelin) * axons,
    )
