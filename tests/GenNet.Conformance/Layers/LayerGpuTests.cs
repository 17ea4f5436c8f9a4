using GenNet.Accelerators;
using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Layers;

/// <summary>
/// The cases of <c>layers/</c> by the kernels for GPUs, which ILGPU runs on the CPU here, in groups of 16 threads: outputs, gradients and moving averages, by the same numbers and tolerances as
/// those of the CPU's kernels. One case of each kind, all of them with <c>GENNET_LONG=1</c> and of another tree: a kernel takes a while to begin on the CPU.
/// </summary>
public sealed class LayerGpuTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        var all = LongRun.IsAsked || FixtureTree.IsGiven;
        foreach (var kind in LayerCase.Kinds)
        {
            foreach (var layer in LayerCase.Of(kind).Where(layer => layer.Statistics is null && LayerModels.Of(kind).Source(layer.Id) is not null).Take(all ? int.MaxValue : 1))
                cases.Add(kind, layer.Id);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layer_OnGpu_GivesKerasNumbers(string kind, string id)
    {
        var models = LayerModels.Of(kind);
        using var onCpu = new CompiledModel(models.TypeOf(models.Source(id)!), Device.Cpu());
        var plan = (IGpuPlan)onCpu.Model.Instance.Plan;
        if (plan.WithoutGpuKernel.Concat(plan.WithoutGpuTraining).FirstOrDefault() is { } missing)
        {
            summary.Gpu.NotSupported(kind, id, "no GPU kernel");
            Assert.Skip($"not supported: no GPU kernel for {missing}");
        }
        using var run = LayerRun.StartOrSkip(summary.Gpu, kind, id, device: GpuAccelerators.OnCpu);

        LayerTests.CheckAsKerasRanIt(run);

        run.Passed();
    }
}
