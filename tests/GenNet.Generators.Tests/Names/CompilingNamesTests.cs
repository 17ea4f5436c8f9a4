using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Names;

/// <summary>Unusual names and forms that work: they compile without a warning, and run.</summary>
public sealed class CompilingNamesTests
{
    private const string Out = "[Dense(2)] public partial Dense Out { get; }";

    [Theory]
    [InlineData("namespace Zoo { [Model, Input(3)] public partial class Model { " + Out + " } }", "Zoo.Model")]
    [InlineData("namespace Zoo { [Model, Input(3)] public partial class Tensor { " + Out + " } }", "Zoo.Tensor")]
    [InlineData("namespace Zoo { [Model, Input(3)] public partial class Layer { " + Out + " } }", "Zoo.Layer")]
    [InlineData("namespace Zoo { [Model, Input(3)] public partial class System { " + Out + " } }", "Zoo.System")]
    [InlineData("namespace Zoo { [Model, Input(3)] public partial class GenNet { " + Out + " } }", "Zoo.GenNet")]
    [InlineData("namespace Zoo.System.GenNet { [Model, Input(3)] public partial class Net { " + Out + " } }", "Zoo.System.GenNet.Net")]
    [InlineData("namespace @class.@namespace { [Model, Input(3)] public partial class @record { " + Out + " } }", "@class.@namespace.@record")]
    [InlineData("[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense @class { get; } [Dense(2)] public partial Dense @base { get; } }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense IDense { get; } [Dense(2)] public partial Dense Dense { get; } }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense 日本 { get; } [Dense(2)] public partial Dense _1 { get; } }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense pass { get; } [Dense(2)] public partial Dense Kernel { get; } [Dense(2, Name = \"l\")] public partial Dense layer { get; } }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense _ { get; } " + Out + " }", "Net")]
    [InlineData("[Model, Input(3, Name = \"-\")] public partial class Net { " + Out + " }", "Net")]
    [InlineData("[Model, Input(3, Name = \"1-\")] public partial class Net { " + Out + " }", "Net")]
    [InlineData("[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor StageInput) => Out.Forward(StageInput); }", "Net")]
    [InlineData("[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor rows) => Out.Forward(rows); }", "Net")]
    [InlineData("[Model] public partial class Net { " + Out + " Tensor Forward([Input(3)] Tensor @in) => Out.Forward(@in); }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { " + Out + " public int Predict(string path) => path.Length; public class Weights<T>; public static Net FromWeights(Uri uri) => new(1); }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { " + Out + " public Net(string title) : this(seed: 3) => Title = title; public string Title { get; } = \"\"; }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { " + Out + " public Net() : this(3) { } public Net(Device device) : this(0, device) { } static Net() { } ~Net() { } }", "Net")]
    [InlineData("[Model, Input(3)] public partial class Net { " + Out + " private readonly int _out = 1; public int Field => _out; }", "Net")]
    [InlineData("[Model, Input(3)] public partial class _out { " + Out + " }", "_out")]
    [InlineData("[Model, Input(3)] public partial class Net : IDisposable, IEquatable<Net> { [Obsolete] " + Out + " public bool Equals(Net? other) => ReferenceEquals(this, other); public override bool Equals(object? o) => Equals(o as Net); public override int GetHashCode() => 1; }", "Net")]
    [InlineData("public partial struct A { public partial record B { public partial interface C { public static partial class D { [Model, Input(3)] public partial class Net { " + Out + " } } } } }", "A.B.C.D.Net")]
    [InlineData("public partial class A { [Model, Input(3)] internal protected partial class Net { " + Out + " } internal static int Rows(Net net) => net.Predict(new float[6]).Rows; }", "A.Net", false)]
    [InlineData("[Obsolete(\"use another\")] [Model, Input(3)] public partial class Net { " + Out + " }", "Net", false)]
    [InlineData("#nullable disable\n[Model, Input(3)] public partial class Net { " + Out + " }", "Net")]
    public void Model_OfAnUnusualForm_CompilesAndRuns(string source, string name, bool runs = true)
    {
        var runner = runs ? $$"""public static class Runner { public static int Run() { using var net = new global::{{name}}(seed: 1); net.SetWeights(net.GetWeights()); return net.Predict(new float[6]).Rows; } }""" : "";

        var models = ModelCompiler.Compile($"using GenNet; {(source.StartsWith('#') ? "\n" : "")}{source} {runner}");

        if (runs)
            Assert.Equal(2, models.Assembly.GetType("Runner")!.GetMethod("Run")!.Invoke(null, null));
    }

    [Fact]
    public void Classes_ThatDifferInCaseOrNestAsFilesAreCalled_AreAllCompiled()
    {
        var models = ModelCompiler.Compile(
            $$"""
            using GenNet;
            namespace Zoo
            {
                [Model, Input(3)] public partial class DigitNet
                {
                    {{Out}}
                    [Model, Input(3)] public partial class Plan { {{Out}} }
                    [Model, Input(3)] public partial class plan { {{Out}} }
                }
                [Model, Input(3)] public partial class Digitnet { {{Out}} }
            }
            namespace Zoo.digitnet { [Model, Input(3)] public partial class Plan { {{Out}} } }
            namespace zoo { [Model, Input(3)] public partial class DigitNet { {{Out}} } }
            [Model, Input(3)] public partial class {{new string('N', 500)}} { {{Out}} }
            [Model, Input(3)] public partial class {{new string('日', 300)}} { {{Out}} }
            [Model, Input(3)] public partial class {{new string('日', 301)}} { {{Out}} }
            """);

        Assert.Equal(9, models.Assembly.GetTypes().Count(static t => t.IsSubclassOf(typeof(Model))));
        Assert.Equal(36, models.GeneratedFiles.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Zoo.DigitNet.g.cs", models.GeneratedFiles.Keys);
        Assert.All(models.GeneratedFiles.Keys, static name => Assert.True(System.Text.Encoding.UTF8.GetByteCount(name) <= 255, name));
    }

    [Fact]
    public void Assembly_ThatClaimsClsCompliance_HasNoWarnings() => ModelCompiler.Compile(
        "using GenNet; [assembly: CLSCompliant(true)] [Model, Input(3)] public partial class Net { " + Out + " } [CLSCompliant(false), Model, Input(3)] public partial class Other { " + Out + " } [Model] internal partial class Inner { " + Out + " private Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); }");
}
