using GenNet.Accelerators;
using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Operations;

/// <summary>
/// The cases of <c>ops/</c> by the kernels for GPUs, which ILGPU runs on the CPU here: outputs and gradients by the CPU's numbers and tolerances. One in ten of them, all with
/// <c>GENNET_LONG=1</c> and of another tree.
/// </summary>
public sealed class OperationGpuTests(ConformanceSummary summary)
{
    private const int OneIn = 10;

    public static TheoryData<string> Cases()
    {
        var all = LongRun.IsAsked || FixtureTree.IsGiven;
        return [.. OperationModels.Ids.Where(static id => OperationModels.Source(id) is not null).Where((_, i) => all || i % OneIn == 0)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_OnGpu_GivesKerasNumbers(string id)
    {
        var source = OperationModels.Source(id)!;
        using var onCpu = new CompiledModel(OperationModels.TypeOf(source), Device.Cpu());
        var plan = (IGpuPlan)onCpu.Model.Instance.Plan;
        if (plan.WithoutGpuKernel.Concat(plan.WithoutGpuTraining).FirstOrDefault() is { } missing)
        {
            summary.Gpu.NotSupported("ops", id, "no GPU kernel");
            Assert.Skip($"not supported: no GPU kernel for {missing}");
        }
        summary.Gpu.Started("ops", id);
        using var arrays = OperationModels.OpenArrays();
        using var model = new CompiledModel(OperationModels.TypeOf(source), GpuAccelerators.OnCpu);

        OperationTests.CheckAsKerasRanIt(source, arrays, model);

        summary.Gpu.Passed("ops", id, 0);
    }
}
