"""Times of PyTorch's own kernels on this machine's GPU: a line a time, name, tab, milliseconds."""
import time

import torch
from torch import nn

torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False
torch.backends.cudnn.benchmark = True


def timed(name, run):
    for _ in range(3):
        run()
    torch.cuda.synchronize()
    begin, runs, repeat = time.perf_counter(), 0, 1
    while time.perf_counter() - begin < 0.25:
        for _ in range(repeat):
            run()
        torch.cuda.synchronize()
        runs, repeat = runs + repeat, 2 * repeat
    print(f"{name}\t{(time.perf_counter() - begin) * 1000 / runs}", flush=True)


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


def step_of(name, net, shape, rows):
    net = net.cuda()
    optimizer = torch.optim.SGD(net.parameters(), 0.01, 0.9)
    images, labels = torch.rand(rows, *shape), torch.randint(10, (rows,))

    def step():
        optimizer.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(net(images.cuda()), labels.cuda()).backward()
        optimizer.step()

    timed(f"{name} step of {rows}", step)


for size in (512, 1024, 2048, 4096, 8192):
    a, b = torch.rand(size, size, device="cuda"), torch.rand(size, size, device="cuda")
    timed(f"gemm {size} float32", lambda: torch.mm(a, b))
x = torch.rand(8192, 1024, device="cuda")
timed("softmax 8192x1024", lambda: torch.softmax(x, -1))
weights = nn.Parameter(torch.rand(25_000_000, device="cuda"))
weights.grad = torch.rand_like(weights)
adam = torch.optim.Adam([weights], fused=True)
timed("adam 25000000", adam.step)
one = torch.zeros(1, device="cuda")
timed("launch", lambda: one.fill_(1))
step_of("mnist convnet", nn.Sequential(
    nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.5), nn.Linear(1600, 10)), (1, 28, 28), 128)
step_of("resnet-20", nn.Sequential(
    nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), *[block(16, 16) for _ in range(3)], block(16, 32, 2), *[block(32, 32) for _ in range(2)],
    block(32, 64, 2), *[block(64, 64) for _ in range(2)], nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)), (3, 32, 32), 128)
