using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GenNet;
using GenNet.Accelerators;
using GenNet.GpuCheck;

const int WrongResult = 1;
const int NoGpu = 3;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// Kernels on the CPU, by ILGPU: the program's own way, without a GPU.
var isOnCpu = args.Contains("--cpu");
// The benchmark alone, of the lines whose names match.
var only = args.SkipWhile(static argument => argument != "--only").Skip(1).FirstOrDefault();
var peers = args.FirstOrDefault(static argument => argument.EndsWith(".py", StringComparison.Ordinal));
if (!isOnCpu && Device.Gpus.Count == 0)
{
    Console.WriteLine("There is no GPU on this machine, so nothing was checked or measured.");
    return NoGpu;
}
var watch = Stopwatch.StartNew();
var device = isOnCpu ? GpuAccelerators.OnCpu : (GpuDevice)Device.Gpu();
Console.WriteLine($"{device}, opened in {watch.Elapsed.TotalSeconds:F1} s");
var isRight = true;
if (only is null)
{
    var first = isOnCpu ? Net.Small : Net.ResNet;
    isRight &= Attempt.To($"the start of {first.Name}", () => Start.Time(first, device));
    foreach (var net in isOnCpu ? (Net[])[Net.Small] : [Net.Small, Net.Mlp, Net.Mnist, Net.ResNet])
        isRight &= Attempt.To(net.Name, () => Agreement.Check(net, device));
    Report("Networks");
    isRight &= Attempt.To("Keras' cases", () => KerasCases.Check(device, isOnCpu));
    Report("Keras' cases");
}
isRight &= Attempt.To("benchmark", () => Benchmark.Run(device, peers, isOnCpu, new Regex(only ?? "", RegexOptions.None, TimeSpan.FromSeconds(1))));
Report("Benchmark");
Console.WriteLine(isRight ? "\nAll results are right." : "\nThere are WRONG RESULTS: see the lines with FAIL.");
return isRight ? 0 : WrongResult;

void Report(string part) => Console.WriteLine($"{part}: done after {watch.Elapsed.TotalSeconds:F0} s");
