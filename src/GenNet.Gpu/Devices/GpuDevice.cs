using GenNet.Accelerators;
using ILGPU.Runtime.Cuda;

namespace GenNet;

/// <summary>A GPU that computes as its options say.</summary>
/// <param name="accelerator">What kernels are launched on.</param>
/// <param name="name">What it is.</param>
/// <param name="options">How it computes.</param>
internal sealed class GpuDevice(GpuAccelerator accelerator, string name, GpuOptions options)
    : Device(name + TensorCores.Describe(TensorCores.PrecisionOf(accelerator.Accelerator, options.Precision), options.Precision))
{
    /// <summary>What kernels are launched on.</summary>
    public GpuAccelerator Accelerator { get; } = accelerator;

    /// <summary>What it multiplies in products.</summary>
    public GpuPrecision Precision { get; } = TensorCores.PrecisionOf(accelerator.Accelerator, options.Precision);

    /// <summary>When products are left to cuBLAS.</summary>
    public CuBlasUse CuBlas { get; } = options.CuBlas;

    /// <summary>The code of <paramref name="model"/> for GPUs.</summary>
    /// <exception cref="NotSupportedException">There is none, or not of all of it.</exception>
    public IGpuPlan PlanOf(ModelInstance model)
    {
        var plan = model.Plan as IGpuPlan ?? throw new NotSupportedException(
            $"{model.Description.FullName} can't run on {this}: the project that has the class was compiled without code for GPUs. Reference the package GenNet.Gpu there, or use Device.Cpu().");
        return plan.WithoutGpuKernel.Count == 0 ? plan : throw new NotSupportedException(
            $"{model.Description.FullName} can't run on {this}: there is no GPU kernel for {string.Join(", ", plan.WithoutGpuKernel)}. Use Device.Cpu().");
    }

    protected internal override DeviceFeatures Features => DeviceFeatures.RunTimeLength | DeviceFeatures.CarriedStates;

    /// <summary>Bytes that are free now, where the driver says it; else all of the device's.</summary>
    public long FreeBytes
    {
        get
        {
            lock (Accelerator.Gate)
                return Accelerator.Accelerator is CudaAccelerator cuda ? cuda.GetFreeMemory() : Accelerator.Accelerator.MemorySize;
        }
    }

    protected internal override InferenceRunner CreateInferenceRunner(ModelInstance model) => new GpuInferenceRunner(model, this);

    protected internal override TrainingRunner CreateTrainingRunner(ModelInstance model, Optimizer optimizer) => new GpuTrainingRunner(model, this, optimizer);

    protected internal override DeviceWeights AllocateWeights(ModelDescription model) => new GpuWeights(Accelerator, model);
}
