using System.Collections;
using System.Reflection;
using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Incrementality;

public sealed class IncrementalityTests
{
    private const string Model =
        """
        using GenNet;
        namespace Zoo;
        [Model]
        public partial class Net
        {
            [Dense(4)] public partial Dense A { get; }
            [Dense(2)] public partial Dense B { get; }
            private Tensor Forward([Input(4)] Tensor x) { var y = A.Forward(x) + x; return B.Forward(y); }
        }
        """;

    private const string Other = "class Unrelated { int F() => 1; }";

    [Fact]
    public void ModelFile_WithAComment_IsNotEmittedAgain() =>
        AssertReasons(Model + "\n// a comment", Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void ModelFile_WithALineAboveTheClass_IsNotEmittedAgain() =>
        AssertReasons("// moves all positions\n\n" + Model, Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void ModelFile_WithARenamedLocal_IsNotEmittedAgain() =>
        AssertReasons(Model.Replace("y", "z", StringComparison.Ordinal), Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void OtherFile_WhenChanged_LeavesTheModelAlone() =>
        AssertReasons(Model, Other.Replace("1", "2", StringComparison.Ordinal), IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void ModelFile_WithAnUnrelatedClass_IsNotEmittedAgain() =>
        AssertReasons(Model + "\nclass Another { }", Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Theory]
    [InlineData("Dense(4)", "Dense(4, Activation = Activation.ReLU)")]
    [InlineData("public partial Dense B", "internal partial Dense B")]
    [InlineData("A.Forward(x) + x", "x + A.Forward(x)")]
    public void ModelFile_WhenTheModelChanges_IsEmittedAgain(string before, string after) => AssertReasons(
        Model.Replace(before, after, StringComparison.Ordinal), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified);

    [Fact]
    public void Diagnostic_ThatMoves_EmitsNothingAgain()
    {
        var wrong = Model.Replace("Dense(4)", "Dense(0)", StringComparison.Ordinal);
        var result = RunTwice(wrong, "// moves all positions\n" + wrong);

        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(result.TrackedSteps[TrackingNames.Diagnostics]));
        Assert.Equal(6, Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal([IncrementalStepRunReason.Unchanged], ReasonsOf(result.TrackedSteps[TrackingNames.Parse]));
        Assert.Equal([IncrementalStepRunReason.Cached], ReasonsOf(result.TrackedSteps[TrackingNames.Named]));
    }

    [Fact]
    public void Diagnostics_OfARightModel_AskForNoCompilation()
    {
        var result = RunTwice(Model, Model + "// a comment");

        Assert.False(result.TrackedSteps.ContainsKey(TrackingNames.Diagnostics));
    }

    [Fact]
    public void OtherFile_WhenChangedBesideAWrongModel_IsReportedInTheNewCompilation()
    {
        var wrong = Model.Replace("Dense(4)", "Dense(0)", StringComparison.Ordinal);
        var before = Compilation(wrong, Other);
        var after = Replace(before, before.SyntaxTrees[^1], Other + " ");

        var diagnostic = Assert.Single(Run(Run(Driver(), before), after).GetRunResult().Results[0].Diagnostics);

        Assert.Contains(diagnostic.Location.SourceTree!, after.SyntaxTrees);
    }

    [Fact]
    public void ClassWithoutModel_WhenItsErrorMoves_EmitsNothingAgain()
    {
        const string Forgotten = "using GenNet; public partial class Forgotten { [Dense(2)] public partial Dense Out { get; } }";
        var before = Compilation(Model, Forgotten);
        var after = Replace(before, before.SyntaxTrees[^1], "// moves all positions\n" + Forgotten);
        var result = Run(Run(Driver(), before), after).GetRunResult().Results[0];

        Assert.Equal(1, Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal([IncrementalStepRunReason.Unchanged], ReasonsOf(result.TrackedSteps[TrackingNames.Forgotten]));
        Assert.All(ReasonsOf(result.TrackedSteps[TrackingNames.Named]), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        AssertHoldsNoRoslyn(result.TrackedSteps[TrackingNames.Forgotten].Single().Outputs.Single().Value, []);
    }

    [Fact]
    public void CustomLayer_WhoseCodeChanges_IsNotEmittedAgain()
    {
        const string Layer =
            """
            using GenNet;
            public sealed class GateAttribute(int units) : CustomLayerAttribute<Gate>;
            [OutputShape("units")]
            public sealed partial class Gate : CustomLayer
            {
                [LayerWeight("input[^1], units")] public partial Variable Kernel { get; }
                private static void Forward(in ForwardPass pass) { pass.Output.Clear(); }
            }
            [Model, Input(4)] public partial class Gated { [Gate(2)] public partial Gate Head { get; } }
            """;
        var before = Compilation(Model, Layer);
        GeneratorRunResult After(string layer) => Run(Run(Driver(), before), Replace(before, before.SyntaxTrees[^1], layer)).GetRunResult().Results[0];

        var edited = After(Layer.Replace("pass.Output.Clear();", "pass.Output.Fill(1);", StringComparison.Ordinal));
        Assert.All(ReasonsOf(edited.TrackedSteps[TrackingNames.CustomLayers]), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal([IncrementalStepRunReason.Cached], ReasonsOf(edited.TrackedOutputSteps.Values.SelectMany(static s => s)));
        AssertHoldsNoRoslyn(edited.TrackedSteps[TrackingNames.CustomLayers].Single().Outputs.Single().Value, []);

        var trained = After(Layer.Replace("private static", "private static void Backward(in BackwardPass pass) { } private static", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(trained.TrackedSteps[TrackingNames.NamedCustomLayers]));
    }

    [Fact]
    public void Contract_WithAComment_EmitsNothingAgain() =>
        Assert.Equal([IncrementalStepRunReason.Cached], OutputsAfter(static contract => contract + "# a comment\n"));

    [Fact]
    public void Contract_OfAnotherVersion_EmitsTheModelAgain() =>
        Assert.Equal([IncrementalStepRunReason.Modified], OutputsAfter(static contract => contract.Replace("version 1", "version 2", StringComparison.Ordinal)));

    [Fact]
    public void Contract_WhenFrozen_EmitsTheModelAgain() =>
        Assert.Equal([IncrementalStepRunReason.Modified], OutputsAfter(static contract => contract.Replace("version 1 draft", "version 1", StringComparison.Ordinal)));

    [Fact]
    public void Contract_OfAnotherModel_EmitsNothingAgain() =>
        Assert.Equal([IncrementalStepRunReason.Cached], OutputsAfter(static contract => contract, static contract => contract.Replace("Zoo.Net", "Zoo.Other", StringComparison.Ordinal)));

    [Fact]
    public void Records_PastTheParsingStep_HoldNothingOfRoslyn()
    {
        var step = Run(Driver(), Compilation(Model, Other)).GetRunResult().Results[0].TrackedSteps[TrackingNames.Parse].Single();

        AssertHoldsNoRoslyn(step.Outputs.Single().Value, []);
    }

    private static void AssertReasons(string model, string other, IncrementalStepRunReason parse, IncrementalStepRunReason output)
    {
        var before = Compilation(Model, Other);
        var trees = before.SyntaxTrees.ToArray();
        var after = Replace(Replace(before, trees[^2], model), trees[^1], other);

        var result = Run(Run(Driver(), before), after).GetRunResult().Results[0];

        Assert.Equal([parse], ReasonsOf(result.TrackedSteps[TrackingNames.Parse]));
        Assert.Equal([output], ReasonsOf(result.TrackedOutputSteps.Values.SelectMany(static s => s)));
    }

    private static GeneratorRunResult RunTwice(string model, string edited)
    {
        var before = Compilation(model, Other);
        return Run(Run(Driver(), before), Replace(before, before.SyntaxTrees[^2], edited)).GetRunResult().Results[0];
    }

    /// <summary>Why outputs were or weren't emitted again after the contract was edited, and another file added if <paramref name="added"/> makes one.</summary>
    private static IEnumerable<IncrementalStepRunReason> OutputsAfter(Func<string, string> edit, Func<string, string>? added = null)
    {
        var compilation = Compilation(Model, Other);
        var spec = ModelParser.Parse(compilation.GetTypeByMetadataName("Zoo.Net")!, TestContext.Current.CancellationToken).Spec!;
        var contract = WeightContract.Accept(null, spec).ToString();
        var before = new ContractText("Net.weights.txt", contract);
        var driver = Run(Driver().AddAdditionalTexts([before]), compilation)
            .ReplaceAdditionalText(before, new ContractText("Net.weights.txt", edit(contract)));
        if (added is not null)
            driver = driver.AddAdditionalTexts([new ContractText("Other.weights.txt", added(contract))]);
        return ReasonsOf(Run(driver, compilation).GetRunResult().Results[0].TrackedOutputSteps.Values.SelectMany(static s => s));
    }

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        steps.SelectMany(static s => s.Outputs).Select(static o => o.Reason).Distinct();

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static GeneratorDriver Run(GeneratorDriver driver, Compilation compilation) =>
        driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

    private static CSharpCompilation Compilation(params string[] sources) => ModelCompiler.CreateCompilation(sources);

    private static CSharpCompilation Replace(CSharpCompilation compilation, SyntaxTree tree, string text) =>
        tree.ToString() == text
            ? compilation
            : compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));

    private static void AssertHoldsNoRoslyn(object? value, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(
            value.GetType().Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true, $"{value.GetType()} must not leave the parsing step.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                AssertHoldsNoRoslyn(item, seen);
        }
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsPrimitive)
                    AssertHoldsNoRoslyn(field.GetValue(value), seen);
            }
        }
    }
}
