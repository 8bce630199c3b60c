"""
Stands in for a SageMaker endpoint: the trained booster behind InvokeEndpoint's protocol, on loopback. Answers as the built-in XGBoost
container does (serve.py and encoder.py of github.com/aws/sagemaker-xgboost-container): docs/sagemaker-contract.md tells the contract.

    model/.venv/bin/python model/serve.py --port 8080      then    npm start -- --model-endpoint http://127.0.0.1:8080
    curl -X POST http://127.0.0.1:8080/faults/slow         none, slow, error or rubbish: how it answers from then on
"""

import argparse
import csv
import tarfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import xgboost as xgb

ARCHIVE = Path(__file__).parent / "artefacts" / "model.tar.gz"
MOST_BYTES = 6 * 1024 * 1024
LIBSVM = ("text/libsvm", "text/x-libsvm")
SLOW_SECONDS = 2.0
FAULTS = ("none", "slow", "error", "rubbish")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8080, help="0 takes any that is free")
    parser.add_argument("--archive", type=Path, default=ARCHIVE, help="model.tar.gz, as `npm run train` writes it")
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", arguments.port), handler_of(booster_in(arguments.archive)))
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


def booster_in(archive: Path) -> xgb.Booster:
    with tarfile.open(archive) as tar:
        content = tar.extractfile("xgboost-model").read()
    booster = xgb.Booster(model_file=bytearray(content))
    booster.set_param("nthread", 1)
    return booster


def rows_in(body: bytes, content_type: str, features: int) -> np.ndarray:
    match content_type.split(";")[0].strip().lower():
        case "text/csv":
            return csv_rows(body)
        case kind if kind in LIBSVM:
            return libsvm_rows(body, features)
        case kind:
            raise ValueError(f"content type {kind or 'missing'}, allowed text/csv, {', '.join(LIBSVM)}")


def libsvm_rows(body: bytes, features: int) -> np.ndarray:
    """A label, which is ignored, then `index:value` from index 0; a feature that is left out is unknown."""
    lines = [line.split()[1:] for line in body.decode("utf-8").strip().split("\n")]
    rows = np.full((len(lines), features), np.nan)
    for row, pairs in zip(rows, lines):
        for index, value in (pair.split(":") for pair in pairs):
            row[int(index)] = float(value)
    return rows


def csv_rows(body: bytes) -> np.ndarray:
    """CSV without header; an empty field is unknown. The container finds out the delimiter in this way, and so can be misled."""
    lines = body.strip().decode("utf-8").split("\n")
    sniffed = csv.Sniffer().sniff(lines[0][:512]).delimiter
    delimiter = "," if sniffed.isalnum() else sniffed
    return np.array([[float(field) if field else np.nan for field in line.split(delimiter)] for line in lines])


def handler_of(booster: xgb.Booster) -> type[BaseHTTPRequestHandler]:
    fault = "none"

    class Endpoint(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body leave in one packet: in two, the second would wait for the first to be acknowledged.
        wbufsize = -1

        def do_GET(self) -> None:
            self.answer(200 if self.path == "/ping" else 404, "")

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            if length > MOST_BYTES:
                self.close_connection = True
                return self.answer(413, "too large")
            body = self.rfile.read(length)
            match self.path.strip("/").split("/"):
                case ["endpoints", _, "invocations"] | ["invocations"]:
                    self.invoke(body)
                case ["faults", name] if name in FAULTS:
                    nonlocal fault
                    fault = name
                    self.answer(200, name)
                case _:
                    self.answer(404, f"no such path; faults are {', '.join(FAULTS)}")

        def invoke(self, body: bytes) -> None:
            if fault == "slow":
                time.sleep(SLOW_SECONDS)
            if fault == "error":
                return self.answer(500, "made to fail")
            if fault == "rubbish":
                return self.answer(200, "<html>made to fail</html>")
            try:
                rows = rows_in(body, self.headers.get("content-type", ""), booster.num_features())
            except Exception as error:
                return self.answer(415, f"cannot be read: {error}")
            try:
                scores = booster.predict(xgb.DMatrix(rows), validate_features=False)
            except Exception as error:
                return self.answer(400, f"cannot be scored: {error}")
            self.answer(200, ",".join(map(str, scores.tolist())))

        def answer(self, status: int, text: str) -> None:
            content = text.encode()
            self.send_response(status)
            self.send_header("content-type", "text/csv; charset=utf-8")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments) -> None:
            """Requests are payments: they are not logged."""

    return Endpoint


if __name__ == "__main__":
    main()
