using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Layers;

/// <summary>The inference cases of <c>layers/</c> on an OpenCL device, by the same numbers and tolerances as on the CPU.</summary>
public sealed class LayerOpenClTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in LayerCase.Kinds)
        {
            foreach (var layer in LayerCase.Of(kind).Where(layer => layer.Statistics is null && !layer.Training && LayerModels.Of(kind).Source(layer.Id) is not null))
                cases.Add(kind, layer.Id);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layer_OnOpenCl_GivesKerasOutput(string kind, string id)
    {
        using var run = LayerRun.StartOrSkip(summary.OpenCl, kind, id);
        if (((IOpenClPlan)run.Model.Model.Instance.Plan).WithoutKernel is [var missing, ..])
        {
            summary.OpenCl.NotSupported(kind, id, "no OpenCL kernel");
            Assert.Skip($"not supported: no OpenCL kernel for {missing}");
        }
        using var model = run.On(OpenClRequirement.DeviceOrSkip());
        run.AssignVariables(model);

        run.CheckOutputs("output", model.Infer(run.Inputs));

        run.Passed();
    }
}
