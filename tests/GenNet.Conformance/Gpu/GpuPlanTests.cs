using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GenNet.Generators;
using GenNet.Generators.Analyzers.Usage;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Conformance.Gpu;

/// <summary>What is generated for GPUs: the CPU's calls with the same places where GenNet.Gpu is referenced, and a warning on what has no kernels.</summary>
public sealed partial class GpuPlanTests
{
    private const string Digits =
        """
        [GenNet.Model, GenNet.Input(8, 8, 1)]
        public partial class Digits
        {
            [GenNet.Conv2D(4, 3, Activation = GenNet.Activation.ReLU)] public partial GenNet.Conv2D Conv { get; }
            [GenNet.Flatten] public partial GenNet.Flatten Flat { get; }
            [GenNet.Dropout(0.5)] public partial GenNet.Dropout Drop { get; }
            [GenNet.Dense(10, Activation = GenNet.Activation.Softmax)] public partial GenNet.Dense Output { get; }
        }
        """;

    // What the user's own C# does, runs on the CPU alone.
    private const string Mixer =
        """
        public sealed class HalvingAttribute : GenNet.CustomLayerAttribute<Halving>;

        public sealed partial class Halving : GenNet.CustomLayer
        {
            private static void Forward(in ForwardPass pass)
            {
                for (var i = 0; i < pass.Input.Length; i++)
                    pass.Output[i] = pass.Input[i] / 2;
            }
        }

        [GenNet.Model, GenNet.Input(4)]
        public partial class Mixer
        {
            [Halving] public partial Halving Mix { get; }
            [GenNet.Dense(2)] public partial GenNet.Dense Output { get; }
        }
        """;

    [Fact]
    public void Plan_WithoutGenNetGpu_HasNothingOfIt() => Assert.DoesNotContain("Gpu", PlanOf(ModelCompiler.Compile(Digits)), StringComparison.Ordinal);

    [Fact]
    public void Plan_WithGenNetGpu_MakesTheCpusCallsWithTheSamePlaces()
    {
        var plan = PlanOf(ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Digits));

        foreach (var method in (string[])["Infer", "ForwardTraining", "Backward"])
            Assert.Equal(BodyOf(plan, $"override void {method}(in Pass pass)"), OnCpu(BodyOf(plan, $"public void {method}(in GpuPass pass)")));
        Assert.Contains("DenseGpu<OutputShape>.Forward(", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WithALayerWithoutKernels_NamesIt()
    {
        using var model = ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Mixer).Create();

        Assert.Equal(["mix (Halving)"], ((IGpuPlan)model.Instance.Plan).WithoutGpuKernel);
        var error = Assert.Throws<NotSupportedException>(() => model.To(Accelerators.GpuAccelerators.OnCpu));
        Assert.Contains("Mixer", error.Message, StringComparison.Ordinal);
        Assert.Contains("mix (Halving)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Device.Cpu()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_OfAProjectWithoutGenNetGpu_IsRefusedByName()
    {
        using var model = ModelCompiler.Compile(Digits).Create();

        var error = Assert.Throws<NotSupportedException>(() => model.To(Accelerators.GpuAccelerators.OnCpu));

        Assert.Contains("Digits can't run on GPU", error.Message, StringComparison.Ordinal);
        Assert.Contains("Reference the package GenNet.Gpu there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyzer_WithGenNetGpu_WarnsOfALayerWithoutKernels_OnItsProperty()
    {
        var warning = Assert.Single(await WarningsOf(Mixer, typeof(IGpuPlan).Assembly.Location));

        Assert.Equal("GN2004", warning.Id);
        Assert.Equal("Mix", Mixer.Substring(warning.Location.SourceSpan.Start, warning.Location.SourceSpan.Length));
        Assert.Contains("Halving", warning.GetMessage(), StringComparison.Ordinal);
        Assert.Empty(await WarningsOf(Digits, typeof(IGpuPlan).Assembly.Location));
        Assert.Empty(await WarningsOf(Mixer));
    }

    private static async Task<ImmutableArray<Diagnostic>> WarningsOf(string source, params string[] libraries)
    {
        var project = ModelCompiler.CreateCompilation(source).AddReferences(libraries.Select(static library => MetadataReference.CreateFromFile(library)));
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(project, out var compilation, out _, TestContext.Current.CancellationToken);
        return await compilation.WithAnalyzers([new GpuKernelAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private static string PlanOf(CompiledModels models) => models.GeneratedFiles.Single(static file => file.Key.EndsWith(".Plan.g.cs", StringComparison.Ordinal)).Value;

    private static string BodyOf(string plan, string head)
    {
        var start = plan.IndexOf(head, StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no '{head}' in\n{plan}");
        var open = plan.IndexOf('{', start);
        // Longer names break lines elsewhere: spaces don't count.
        return string.Concat(plan[open..plan.IndexOf("\n        }", open, StringComparison.Ordinal)].Where(static c => !char.IsWhiteSpace(c)));
    }

    private static string OnCpu(string body) => GpuNames().Replace(LayerOfCall().Replace(body, ""), static name => name.Groups["kernel"].Success ? name.Groups["kernel"].Value + "Kernel<" : name.Value == "GpuRows" ? "Values" : "TensorRef");

    [GeneratedRegex(@"(?<kernel>\w+)Gpu<|GpuRows|GpuTensorRef")]
    private static partial Regex GpuNames();

    // What tells a device whose call comes, for messages.
    [GeneratedRegex(@"pass\.Enter\(layer:-?\d+\);")]
    private static partial Regex LayerOfCall();
}
