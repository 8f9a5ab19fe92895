"""Method: linearly implicit Runge-Kutta (Rosenbrock) methods, L-stable, with an interpolant in each step."""

from __future__ import annotations

from dataclasses import dataclass

Row = tuple[float, ...]
_NEAR = 1e-10  # what an identity of the coefficients may miss by


@dataclass(frozen=True)
class Rosenbrock:
    """Coefficients in the form that needs no product with the Jacobian (Hairer and Wanner II, IV.7).

    With k_i from (1/(h gamma) - J) k_i = f(t + c_i h, y + sum a_ij k_j) + sum c_ij k_j / h
    + h d_i f_t, the last stage is the error and the step ends at the last argument plus k_s.
    `dense` gives the interpolant's rows r_m = sum H_mj k_j of
    (1 - x) y0 + x (y1 + (1 - x)(r_1 + x r_2 ...)).
    """

    name: str
    order: int
    gamma: float
    a: tuple[Row, ...]  # by stage, from the second on
    c: tuple[Row, ...]
    nodes: Row
    d: Row
    dense: tuple[Row, ...]

    def __post_init__(self) -> None:
        missed = max(map(abs, self._missed()))
        if not missed <= _NEAR:
            raise ValueError(f"{self.name}: an identity of its coefficients is missed by {missed:.1e}")

    @property
    def stages(self) -> int:
        return len(self.nodes)

    def _missed(self) -> list[float]:
        """How far the method is from living y' = 1 and y' = t exactly, stage by stage."""
        d, ends = self.d, (*self.a[-1], 1.0)
        nodes = [node - _dot(row, d) for node, row in zip(self.nodes, ((), *self.a), strict=True)]
        slopes = [each / self.gamma - _dot(row, d) - 1.0 for each, row in zip(d, ((), *self.c), strict=True)]
        return [*nodes, *slopes, _dot(ends, d) - 1.0, *(_dot(row, d) for row in self.dense)]


def _dot(row: Row, other: Row) -> float:
    return sum(one * two for one, two in zip(row, other, strict=False))


RODAS5P = Rosenbrock(
    "Rodas5P", 5, 0.21193756319429014,
    a=(
        (3.0,),
        (2.849394379747939, 0.45842242204463923),
        (-6.954028509809101, 2.489845061869568, -10.358996098473584),
        (2.8029986275628964, 0.5072464736228206, -0.3988312541770524, -0.04721187230404641),
        (-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256,
         0.030198172008377946),
        (-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256,
         0.030198172008377946, 1.0),
        (-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256,
         0.030198172008377946, 1.0, 1.0),
    ),
    c=(
        (-14.155112264123755,),
        (-17.97296035885952, -2.859693295451294),
        (147.12150275711716, -1.41221402718213, 71.68940251302358),
        (165.43517024871676, -0.4592823456491126, 42.90938336958603, -5.961986721573306),
        (24.854864614690072, -3.0009227002832186, 47.4931110020768, 5.5814197821558125, -0.6610691825249471),
        (30.91273214028599, -3.1208243349937974, 77.79954646070892, 34.28646028294783, -19.097331116725623,
         -28.087943162872662),
        (37.80277123390563, -3.2571969029072276, 112.26918849496327, 66.9347231244047, -40.06618937091002,
         -54.66780262877968, -9.48861652309627),
    ),
    nodes=(0.0, 0.6358126895828704, 0.4095798393397535, 0.9769306725060716, 0.4288403609558664, 1.0, 1.0, 1.0),
    d=(0.21193756319429014, -0.42387512638858027, -0.3384627126235924, 1.8046452872882734, 2.325825639765069,
       0.0, 0.0, 0.0),
    dense=(
        (25.948786856663858, -2.5579724845846235, 10.433815404888879, -2.3679251022685204, 0.524948541321073,
         1.1241088310450404, 0.4272876194431874, -0.17202221070155493),
        (-9.91568850695171, -0.9689944594115154, 3.0438037242978453, -24.495224566215796, 20.176138334709044,
         15.98066361424651, -6.789040303419874, -6.710236069923372),
        (11.419903575922262, 2.8879645146136994, 72.92137995996029, 80.12511834622643, -52.072871366152654,
         -59.78993625266729, -0.15582684282751913, 4.883087185713722),
    ),
)  # fmt: skip
"""Steinebach, Construction of Rosenbrock-Wanner method Rodas5P, BIT 63:27 (2023)."""
