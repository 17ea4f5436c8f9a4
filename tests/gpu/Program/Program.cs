using System.Globalization;
using GenNet;
using GenNet.Accelerators;
using GenNet.GpuCheck;

const int WrongResult = 1;
const int NoGpu = 3;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// Kernels on the CPU, by ILGPU: the program's own way, without a GPU.
var isOnCpu = args.Contains("--cpu");
var peers = args.FirstOrDefault(static argument => argument.EndsWith(".py", StringComparison.Ordinal));
if (!isOnCpu && Device.Gpus.Count == 0)
{
    Console.WriteLine("There is no GPU on this machine, so nothing was checked or measured.");
    return NoGpu;
}
var device = isOnCpu ? GpuAccelerators.OnCpu : (GpuDevice)Device.Gpu();
Console.WriteLine(device);
var isRight = true;
foreach (var net in isOnCpu ? (Net[])[Net.Small] : [Net.Small, Net.Mlp, Net.Mnist, Net.ResNet])
    isRight &= Agreement.Check(net, device);
isRight &= KerasCases.Check(device, isOnCpu);
isRight &= Benchmark.Run(device, peers, isOnCpu);
Console.WriteLine(isRight ? "\nAll results are right." : "\nThere are WRONG RESULTS: see the lines with FAIL.");
return isRight ? 0 : WrongResult;
