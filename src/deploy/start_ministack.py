"""Starts MiniStack with two things added.

Changes made through PartiQL appear on a table's stream, as they do on AWS; MiniStack 1.5.33 writes stream records for the plain calls only.
E-mails and text messages of SNS are logged with their text; MiniStack logs only that there was one.

The version is pinned in emulator.ts and docker-compose.yml; drop what a later one does by itself.
"""

import copy
import functools
import json
import sys

from ministack.app import main
from ministack.services import dynamodb, sns

OK = 200


def streamed(write, key_of, event_name):
    @functools.wraps(write)
    def run(table, parsed, *rest):
        key = key_of(table, parsed)
        before = copy.deepcopy(stored(table, key))
        answer = write(table, parsed, *rest)
        after = stored(table, key)
        if answer[0] == OK and before != after:
            dynamodb._emit_stream_event(table["TableName"], event_name, before, copy.deepcopy(after))
        return answer

    return run


def stored(table, key):
    partition, sort = key
    return table["items"].get(partition, {}).get(sort)


def key_of_item(table, parsed):
    item = parsed.get("item", {})
    item = item["M"] if isinstance(item, dict) and set(item) == {"M"} else item
    sort = dynamodb._extract_key_val(item.get(table["sk_name"])) if table["sk_name"] else "__no_sort__"
    return dynamodb._extract_key_val(item.get(table["pk_name"])), sort


def key_of_condition(table, parsed):
    return dynamodb._partiql_key_target(table, parsed)[:2]


dynamodb._partiql_insert = streamed(dynamodb._partiql_insert, key_of_item, "INSERT")
dynamodb._partiql_update = streamed(dynamodb._partiql_update, key_of_condition, "MODIFY")
dynamodb._partiql_delete = streamed(dynamodb._partiql_delete, key_of_condition, "REMOVE")


def told(passes):
    @functools.wraps(passes)
    def run(subscription, attributes, text):
        delivered = passes(subscription, attributes, text)
        if delivered and subscription.get("protocol") in ("email", "sms"):
            sns.logger.info("SNS would send %s", json.dumps({"to": subscription.get("endpoint"), "text": text}))
        return delivered

    return run


sns._matches_filter_policy = told(sns._matches_filter_policy)

sys.argv[0] = "ministack"
sys.exit(main())
