"""
What the field knows of attacks before the first of them is labelled: which payments they are made of and which features they move, up
or down. Thresholds are not in it. From descriptions that anyone can read: card testing and copied cards in the card schemes' guidance
on fraud, takeover and mules in Europol's and UK Finance's reports, structuring in the FATF's typologies.
"""

from collections.abc import Mapping
from dataclasses import dataclass

CASH_IN, CASH_OUT, TRANSFER, CARD = 0.0, 1.0, 4.0, 5.0  # payment.type_code


@dataclass(frozen=True)
class Kind:
    """Payments of one type, made with a device that is known (online) or without (in person)."""

    type_code: float
    online: bool


@dataclass(frozen=True)
class Form:
    """One shape that an attack takes: `moves` has 1 for a feature that is suspicious when high, -1 when low."""

    kinds: tuple[Kind, ...]
    moves: Mapping[str, int]


TRANSFERRED = Kind(TRANSFER, online=True)

# By the name that a confirmed fraud's scenario has.
TYPOLOGIES: Mapping[str, tuple[Form, ...]] = {
    "card_testing": (
        Form(
            (Kind(CARD, online=True),),
            {
                "device.count_28_days": -1,
                "device.failures_1h": 1,
                "device.count_1h": 1,
                "receiver.failures_1h": 1,
                "pair.first": 1,
                "payment.amount": -1,
                "travel.distance_km": 1,
            },
        ),
    ),
    "impossible_travel": (
        Form(
            (Kind(CARD, online=False),),
            {"travel.speed_kmh": 1, "travel.distance_km": 1, "pair.count_28_days": -1, "card.seconds_since_last": -1},
        ),
    ),
    "account_takeover": (
        Form(
            (TRANSFERRED,),
            {
                "device.count_28_days": -1,
                "ip.count_28_days": -1,
                "device.sum_1h": 1,
                "pair.count_28_days": -1,
                "sender.amount_to_older_mean": 1,
                "sender.drained_share": 1,
                "sender.seconds_since_last": -1,
            },
        ),
    ),
    "mule_chain": (
        Form(
            (TRANSFERRED,),
            {
                "receiver.new_counterparties_24h": 1,
                "receiver.distinct_24h": 1,
                "receiver.new_counterparties_share_7d": 1,
                "pair.first": 1,
                "sender.amount_to_older_mean": 1,
            },
        ),
        Form(
            (TRANSFERRED, Kind(CASH_OUT, online=False)),
            {
                "sender.inflow_distinct_24h": 1,
                "sender.inflow_count_24h": 1,
                "sender.seconds_since_inflow": -1,
                "sender.amount_to_older_mean": 1,
                "sender.drained_share": 1,
            },
        ),
    ),
    "structuring": (
        Form(
            (Kind(CASH_IN, online=False), TRANSFERRED),
            {
                "payment.amount": 1,
                "sender.sum_24h": 1,
                "sender.sum_7d": 1,
                "sender.amount_to_older_mean": 1,
                "sender.mean_to_older_mean_7_days": 1,
            },
        ),
    ),
    "slow_drain": (
        Form(
            (TRANSFERRED,),
            {
                "receiver.count_7d": 1,
                "receiver.distinct_7d": 1,
                "receiver.new_counterparties_share_7d": 1,
                "device.count_28_days": -1,
            },
        ),
    ),
}
