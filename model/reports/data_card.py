"""The data card, written from a feature table: where the payments are from, what they are like, and what is not in them."""

import numpy as np

from data.checks import iso
from data.folds import DAY_MS
from data.table import Table
from reports.markdown import number, table

# A feature unknown on more rows than this is named.
MOSTLY_UNKNOWN = 0.5


def data_card(rows: Table, context: dict) -> str:
    sections = (about(rows, context), by_month(rows), kinds(rows), scenarios(rows), unknown(rows), handling(context))
    return "\n\n".join(section for section in sections if section) + "\n"


def about(rows: Table, context: dict) -> str:
    days = (rows.at_ms[-1] - rows.at_ms[0]) / DAY_MS
    source = (
        f"Made by `npm run simulate`'s population (seed {context['seed']}): no person's data, free to use under the project's licence."
        if context["simulated"]
        else "Payments given by `--data`; who may use them for what is for their owner to say."
    )
    accounts = len(np.union1d(rows.sender, rows.receiver))
    facts = [
        ["payments", f"{len(rows.label):,}"],
        ["frauds", f"{int(rows.label.sum()):,} ({rows.label.mean():.3%})"],
        ["time", f"{iso(rows.at_ms[0])} to {iso(rows.at_ms[-1])} ({days:.1f} days)"],
        ["accounts", f"{accounts:,}"],
        ["senders with one payment only", f"{(np.unique(rows.sender, return_counts=True)[1] == 1).mean():.1%}"],
        ["amount, US$: median / 99 % / largest", " / ".join(number(value / 100) for value in np.quantile(rows.cents, [0.5, 0.99, 1]))],
        ["amount of a fraud, US$: median", number(float(np.median(rows.cents[rows.label == 1])) / 100)],
        ["digest", f"`{context['data'][:16]}`"],
    ]
    return f"# Data card\n\nWritten by `npm run train`; do not edit.\n\n{source}\n\n{table(['', ''], facts)}"


def by_month(rows: Table) -> str:
    month = rows.at_ms.astype("datetime64[ms]").astype("datetime64[M]")
    lines = [
        [str(each), f"{(month == each).sum():,}", f"{int(rows.label[month == each].sum()):,}", f"{rows.label[month == each].mean():.3%}"]
        for each in np.unique(month)
    ]
    return f"## By month\n\n{table(['month', 'payments', 'frauds', 'share'], lines)}"


def kinds(rows: Table) -> str:
    words = {"type": "payment type", "channel": "channel", "senderCountry": "country of the sender"}
    lines = [
        [words[segment], str(name) or "unknown", f"{(column == name).sum():,}", f"{rows.label[column == name].mean():.3%}"]
        for segment, column in rows.segments.items()
        if len(np.unique(column)) > 1
        for name in np.unique(column)
    ]
    return f"## By kind\n\n{table(['', '', 'payments', 'share of frauds'], lines)}" if lines else ""


def scenarios(rows: Table) -> str:
    fraud = rows.label == 1
    names, counts = np.unique(rows.scenario[fraud], return_counts=True)
    lines = [[str(name), f"{count:,}"] for name, count in zip(names, counts) if name]
    return f"## Kinds of fraud\n\nNever a feature; for reports only.\n\n{table(['kind', 'payments'], lines)}" if lines else ""


def unknown(rows: Table) -> str:
    shares = np.isnan(rows.values).mean(axis=0)
    lines = [[f"`{name}`", f"{share:.0%}"] for name, share in zip(rows.names, shares) if share > MOSTLY_UNKNOWN]
    heading = f"## Features unknown on more than {MOSTLY_UNKNOWN:.0%} of payments"
    return f"{heading}\n\nUnknown is told from 0.\n\n{table(['feature', 'unknown'], lines)}" if lines else ""


def handling(context: dict) -> str:
    return f"""## How it is handled

- Labels are known {context["labelDelayDays"]:g} days after a payment, to features and to training alike.
- Refused before training: payments without a label, ids that are there twice, payments of the future, labels of one class only, infinite values.
- Not among the features: names and account ids, balances after the payment, the kind of fraud, the system's own verdicts.
- The feature table holds account ids, to measure accounts that training never saw. It stays in `model/tables/`, which git ignores; neither the
  model nor the cards hold any."""
