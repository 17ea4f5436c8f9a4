"""Times of PyTorch's own kernels on this machine's GPU: a line a time, name, tab, milliseconds. Names are those of the program's lines."""
import time

import torch
from torch import nn

torch.backends.cudnn.benchmark = True
PRECISIONS = {"float32": torch.float32, "tf32": torch.float32, "bfloat16": torch.bfloat16}


def use(precision):
    """What products multiply, and the type of their tensors."""
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "tf32"
    return PRECISIONS[precision]


def timed(name, run):
    for _ in range(3):
        run()
    torch.cuda.synchronize()
    begin, runs, repeat = time.perf_counter(), 0, 1
    while time.perf_counter() - begin < 0.2:
        for _ in range(repeat):
            run()
        torch.cuda.synchronize()
        runs, repeat = runs + repeat, 2 * repeat
    print(f"{name}\t{(time.perf_counter() - begin) * 1000 / runs}", flush=True)


def gemm(precision):
    dtype = use(precision)
    for size in (128, 256, 512, 1024, 2048, 4096, 8192):
        a, b = (torch.rand(size, size, device="cuda", dtype=dtype) for _ in range(2))
        timed(f"gemm {size} {precision}", lambda: torch.mm(a, b))


def conv(precision, batch=32, side=28, channels=128):
    dtype = use(precision)
    for kernel, before in ((3, channels), (1, 4 * channels)):
        x = torch.rand(batch, before, side, side, device="cuda", dtype=dtype).to(memory_format=torch.channels_last)
        w = torch.rand(channels, before, kernel, kernel, device="cuda", dtype=dtype).to(memory_format=torch.channels_last)
        g = torch.rand(batch, channels, side, side, device="cuda", dtype=dtype).to(memory_format=torch.channels_last)
        name = f"conv {kernel}x{kernel} {before} to {channels}"
        timed(f"{name} forward {precision}", lambda: nn.functional.conv2d(x, w, padding=kernel // 2))

        def backward(by_input, by_kernel):
            torch.ops.aten.convolution_backward(g, x, w, None, [1, 1], [kernel // 2] * 2, [1, 1], False, [0, 0], 1, [by_input, by_kernel, False])

        timed(f"{name} backward by input {precision}", lambda: backward(True, False))
        timed(f"{name} backward by kernel {precision}", lambda: backward(False, True))


def rows(count=8192, width=1024, weights=25_000_000):
    use("float32")
    x, g = (torch.rand(count, width, device="cuda") for _ in range(2))
    y = torch.softmax(x, -1)
    timed(f"softmax {count}x{width} forward", lambda: torch.softmax(x, -1))
    timed(f"softmax {count}x{width} backward", lambda: torch.ops.aten._softmax_backward_data(g, y, -1, torch.float32))
    gamma, beta = torch.ones(width, device="cuda"), torch.zeros(width, device="cuda")
    _, mean, scale = torch.ops.aten.native_layer_norm(x, [width], gamma, beta, 1e-3)
    timed(f"layer normalization {count}x{width} forward", lambda: nn.functional.layer_norm(x, [width], gamma, beta, 1e-3))
    timed(f"layer normalization {count}x{width} backward", lambda: torch.ops.aten.native_layer_norm_backward(g, x, [width], mean, scale, gamma, beta, [True] * 3))
    parameter = nn.Parameter(torch.rand(weights, device="cuda"))
    parameter.grad = torch.rand_like(parameter)
    timed(f"adam {weights}", torch.optim.Adam([parameter], fused=True).step)
    one = torch.zeros(1, device="cuda")
    timed("launch", lambda: one.fill_(1))


def attention(batch=8, heads=16, positions=1024, dim=64):
    use("float32")
    q, k, v = (torch.rand(batch, heads, positions, dim, device="cuda", requires_grad=True) for _ in range(3))
    name = f"attention {batch}x{heads}x{positions}x{dim}"
    with torch.no_grad():
        timed(f"{name} forward", lambda: nn.functional.scaled_dot_product_attention(q, k, v))
    output = nn.functional.scaled_dot_product_attention(q, k, v)
    gradient = torch.rand_like(output)
    timed(f"{name} backward", lambda: torch.autograd.grad(output, (q, k, v), gradient, retain_graph=True))


def block(inputs, outputs, stride=1):
    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = nn.Sequential(
                nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
                nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs))
            self.shortcut = nn.Identity() if stride == 1 else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

        def forward(self, x):
            return torch.relu(self.body(x) + self.shortcut(x))

    return Block()


def step_of(name, make, shape, count, precision):
    use(precision)
    net = make().cuda()
    optimizer = torch.optim.SGD(net.parameters(), 0.01, 0.9)
    images, labels = torch.rand(count, *shape), torch.randint(10, (count,))

    def step():
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cuda", torch.bfloat16, enabled=precision == "bfloat16"):
            loss = nn.functional.cross_entropy(net(images.cuda()), labels.cuda())
        loss.backward()
        optimizer.step()

    timed(f"{name} step of {count} {precision}", step)


def mnist():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.5), nn.Linear(1600, 10))


def resnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), *[block(16, 16) for _ in range(3)], block(16, 32, 2), *[block(32, 32) for _ in range(2)],
        block(32, 64, 2), *[block(64, 64) for _ in range(2)], nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


for kind in PRECISIONS:
    gemm(kind)
    conv(kind)
rows()
attention()
for kind in ("float32", "bfloat16"):
    step_of("mnist convnet", mnist, (1, 28, 28), 128, kind)
    step_of("resnet-20", resnet, (1, 28, 28), 128, kind)
