"""Runs networks in PyTorch for the benchmark that started it.

A request on standard input is a line of JSON and, after it, as many bytes as its "bytes" says: float32 in the machine's order. An answer on standard output has the same
form. Times are taken in here, so nothing of this traffic is in them.
"""
import gc
import json
import os
import sys
import time

import torch
import torch.nn.functional as F

from operations import ACTIVATIONS, OPERATIONS

READING = 200_000  # ns, as in CallTimer.cs

requests = sys.stdin.buffer
answers = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)  # what libraries print must not get between the answers


class Net(torch.nn.Module):
    """The layers of a request. Ends in logits when trained: cross_entropy takes the softmax in."""

    def __init__(self, layers, tensors, logits):
        super().__init__()
        self.weights = torch.nn.ParameterList()
        self.steps = []
        for number, layer in enumerate(layers):
            weights = [torch.nn.Parameter(tensors.take(shape)) for shape in layer.get("weights", [])]
            for weight in weights[len(weights) - layer.get("frozen", 0):]:
                weight.requires_grad_(False)
            self.weights.extend(weights)
            activation = "linear" if logits and layer is layers[-1] and layer["activation"] == "softmax" else layer["activation"]
            # Values that nobody takes any more are let go, as in a program written by hand.
            dead = [value for value in set(layer["sources"]) if all(value not in later["sources"] for later in layers[number + 1:])]
            self.steps.append((layer, OPERATIONS[layer["kind"]], weights, ACTIVATIONS[activation], dead))

    def forward(self, x):
        values = [x]
        for layer, operation, weights, activation, dead in self.steps:
            x = activation(operation(layer, [values[source] for source in layer["sources"]], weights, self.training))
            for value in dead:
                values[value] = None
            values.append(x)
        return x

    def to_layout(self, layout):
        for weight in self.weights:
            weight.data = arrange(weight.data, layout)
        return self


class Tensors:
    """The float32 values of a request, taken one tensor after another."""

    def __init__(self, data):
        self.values = torch.frombuffer(bytearray(data), dtype=torch.float32) if data else torch.empty(0)
        self.next = 0

    def take(self, shape):
        count = 1
        for size in shape:
            count *= size
        self.next += count
        return self.values[self.next - count:self.next].reshape(shape).clone()


# The number of axes that a tensor must have to lie with channels last.
CHANNELS_LAST = {4: torch.channels_last, 5: torch.channels_last_3d}


def arrange(tensor, layout):
    return tensor.contiguous(memory_format=layout) if CHANNELS_LAST.get(tensor.dim()) == layout else tensor.contiguous()


def inference_variants(request, data):
    """Every way to run it: eager and as a frozen graph with packed weights, in both memory formats."""
    for name, layout in layouts_of(request):
        tensors = Tensors(data)
        x = arrange(tensors.take(request["input"]), layout)
        net = Net(request["layers"], tensors, logits=False).to_layout(layout).eval()
        yield f"eager, {name}", inference_call(net, x)
        with torch.no_grad():
            graph = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(net, x)))
        yield f"frozen graph, {name}", inference_call(graph, x)


def inference_call(net, x):
    def call():
        with torch.inference_mode():
            return net(x)
    return call


def training_variants(request, data):
    """Every way to train it: both memory formats, Adam tensor by tensor or over all at once."""
    for name, layout in layouts_of(request):
        for foreach in (False, True):
            tensors = Tensors(data)
            x = arrange(tensors.take(request["input"]), layout)
            net = Net(request["layers"], tensors, logits=True).to_layout(layout).train()
            labels = torch.tensor(request["labels"]).reshape(request["labels_shape"])
            trained = [weight for weight in net.parameters() if weight.requires_grad]
            optimizer = torch.optim.Adam(trained, lr=request["learning_rate"], eps=request["epsilon"], foreach=foreach)
            yield f"{name}, Adam {'foreach' if foreach else 'for loop'}", training_call(net, x, labels, optimizer, request["channels_axis"])


def training_call(net, x, labels, optimizer, channels_axis):
    def call():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(x).movedim(channels_axis, 1), labels)
        loss.backward()
        optimizer.step()
        return loss.detach()
    return call


def layouts_of(request):
    layouts = {"contiguous": torch.contiguous_format}
    if len(request["input"]) in CHANNELS_LAST:
        layouts["channels_last"] = CHANNELS_LAST[len(request["input"])]
    return layouts.items()


def median_time(call, seconds, calls):
    """The median of readings, each the mean of as many calls as take 0.2 ms; in seconds."""
    clock = time.perf_counter_ns
    start = clock()
    call()
    per_reading = max(1, min(1_000_000, READING // max(1, clock() - start)))
    end = start + int(seconds * 1e9)
    readings = []
    while True:
        before = clock()
        for _ in range(per_reading):
            call()
        now = clock()
        readings.append(now - before)
        if now >= end and len(readings) * per_reading >= calls:
            break
    readings.sort()
    return readings[len(readings) // 2] / per_reading / 1e9


class Worker:
    """Answers the requests; keeps the case that is prepared."""

    def __init__(self):
        self.call = None

    def prepare(self, request, data):
        """Takes the fastest variant and answers what it computed in its first calls."""
        training = request["work"] == "training"
        fastest = None
        for variant, call in (training_variants if training else inference_variants)(request, data):
            results = [call().clone() for _ in range(request["steps"])]
            median_time(call, 0.1, 3)
            seconds = median_time(call, 0.2, 3)
            if fastest is None or seconds < fastest:
                fastest = seconds
                self.call = call
                answer = {"variant": variant}, torch.stack(results).contiguous().numpy().tobytes()
        return answer

    def time(self, request, data):
        return {"seconds": median_time(self.call, request["seconds"], request["calls"])}, b""


def main():
    threads = int(sys.argv[1])
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    gc.disable()
    worker = Worker()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request.get("bytes", 0))
        answer, payload = getattr(worker, request["do"])(request, data)
        gc.collect()
        answer["bytes"] = len(payload)
        answers.write(json.dumps(answer).encode() + b"\n" + payload)
        answers.flush()


main()
