using System.Runtime.Intrinsics;
using GenNet.Kernels;

namespace GenNet.Devices.Cpu;

/// <summary>The CPU, with a pool of threads of its own.</summary>
internal sealed class CpuDevice(int threads)
    : Device($"CPU, {threads} {(threads == 1 ? "thread" : "threads")}, {VectorBits}-bit vectors"), IDeviceProvider
{
    /// <summary>The widest vectors that kernels use. NativeAOT decides it when it compiles, the JIT when the program starts.</summary>
    public static int VectorBits => Registers.Have512Bits ? 512 : Registers.Have256Bits ? 256 : 128;

    static string IDeviceProvider.Name => "cpu";

    static string IDeviceProvider.NumberName => "threads";

    public WorkerPool Workers { get; } = new(threads);

    static Device IDeviceProvider.Open(int? number) => Cpu(number);

    protected internal override DeviceFeatures Features => DeviceFeatures.RunTimeLength | DeviceFeatures.CarriedStates;

    protected internal override InferenceRunner CreateInferenceRunner(ModelInstance model) => new CpuInferenceRunner(model, this);

    protected internal override TrainingRunner CreateTrainingRunner(ModelInstance model, Optimizer optimizer) => new CpuTrainingRunner(model, optimizer, Workers);

    protected internal override DeviceWeights AllocateWeights(ModelDescription model) => new ComputeWeights(model);
}
