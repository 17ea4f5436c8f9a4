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
    public static TheoryData<string, string> Cases() => Cases(LayerCase.Kinds, hasRunTimeLength: false);

    /// <summary>Those whose length is known at run time only; without <c>GENNET_LONG=1</c>, of the kinds that treat their sequences as a whole.</summary>
    public static TheoryData<string, string> SequenceCases() =>
        Cases(LongRun.IsAsked || FixtureTree.IsGiven ? LayerCase.Kinds : LayerCase.Kinds.Intersect(["LSTM", "MultiHeadAttention", "Conv1D"]), hasRunTimeLength: true);

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

        LayerCheck.AsKerasRanIt(run);

        run.Passed();
    }

    [Theory]
    [MemberData(nameof(SequenceCases))]
    public void Layer_OnGpuOfALengthAtRunTime_GivesKerasNumbersOfThatLength(string kind, string id)
    {
        using var run = LayerRun.StartOrSkip(summary.Gpu, kind, id, hasRunTimeLength: true, GpuAccelerators.OnCpu);

        LayerCheck.AsKerasRanIt(run);

        run.Passed();
    }

    private static TheoryData<string, string> Cases(IEnumerable<string> kinds, bool hasRunTimeLength)
    {
        var cases = new TheoryData<string, string>();
        var all = LongRun.IsAsked || FixtureTree.IsGiven;
        foreach (var kind in kinds)
        {
            foreach (var layer in LayerCase.Of(kind).Where(layer => layer.Statistics is null && LayerModels.Of(kind, hasRunTimeLength).Source(layer.Id) is not null).Take(all ? int.MaxValue : 1))
                cases.Add(kind, layer.Id);
        }
        return cases;
    }
}
