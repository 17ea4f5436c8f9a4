using GenNet.Accelerators;
using GenNet.Conformance.Models;

namespace GenNet.Conformance.Gpu;

/// <summary>Keras' recipes on a GPU's kernels: the losses of every step and the weights after the last, by the numbers and tolerances of the CPU's.</summary>
public sealed class GpuTrajectoryTests(ConformanceSummary summary)
{
    public static TheoryData<string> Names => [.. KerasFixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_ByKerasRecipeOnGpu_FollowsItsLossesToItsWeights(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Gpu, name, "train", "training.safetensors", "model.json");
        using (var onCpu = fixture.Create(Device.Cpu(), dropout: false))
        {
            var plan = (IGpuPlan)onCpu.Model.Instance.Plan;
            if (plan.WithoutGpuKernel.Concat(plan.WithoutGpuTraining).FirstOrDefault() is { } missing)
            {
                summary.Gpu.NotSupported(name, "train", "no GPU kernel");
                Assert.Skip($"not supported: no GPU kernel for {missing}");
            }
        }
        using var instance = fixture.Create(GpuAccelerators.OnCpu, dropout: false);
        summary.Gpu.Passed(name, "train", ModelTraining.Follow(name, instance));
    }
}
