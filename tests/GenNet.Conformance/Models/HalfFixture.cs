using System.Reflection;
using GenNet.Graph;
using GenNet.Specs;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;

namespace GenNet.Conformance.Models;

/// <summary>A model of <c>models/half</c>, which Keras saved under a policy of types: scaffolded and compiled.</summary>
internal sealed class HalfFixture
{
    private const string Folder = "half";

    private readonly Lazy<Assembly> _assembly;

    private HalfFixture(string policy)
    {
        Policy = policy;
        Spec = ScaffoldedModel.ReadFile(PathOf($"{policy}.keras"), "Conformance.Half", Naming.PascalCase.Of(policy)).Spec;
        _assembly = new(() => ModelCompiler.Compile("#pragma warning disable CS1591\n" + ModelClassWriter.Write(Spec) + Access(Spec)).Assembly);
    }

    /// <summary>The policies that Keras saved a model under.</summary>
    public static IReadOnlyList<string> Policies { get; } =
        [.. new[] { "float16", "bfloat16", "mixed_float16" }.Where(static policy => FixtureTree.Has("models", Folder, $"{policy}.keras"))];

    /// <summary>Keras' name of the policy.</summary>
    public string Policy { get; }

    /// <summary>The model as the scaffolder reads it.</summary>
    public ModelSpec Spec { get; }

    /// <summary>The class that is written for it.</summary>
    public string Source => ModelClassWriter.Write(Spec);

    /// <summary>The type that values have, and half a unit in its last place at 1.</summary>
    public double Rounding => Policy.EndsWith("bfloat16", StringComparison.Ordinal) ? 1.0 / 256 : 1.0 / 2048;

    /// <summary>The model under <paramref name="policy"/>.</summary>
    public static HalfFixture Of(string policy)
    {
        Assert.SkipUnless(Policies.Contains(policy), $"no {policy}.keras");
        return new(policy);
    }

    /// <summary>Path of a file of the folder.</summary>
    public static string PathOf(string file) => FixtureTree.PathOf("models", Folder, file);

    /// <summary>Whether the folder has that file.</summary>
    public static bool Has(string file) => FixtureTree.Has("models", Folder, file);

    /// <summary>A new instance.</summary>
    public Model Create() => (Model)Activator.CreateInstance(_assembly.Value.GetType(Spec.FullName, throwOnError: true)!, 0UL, Device.Cpu())!;

    /// <summary>The output for float32 inputs, as float32.</summary>
    public static float[] Predict(Model model, float[] input) => (float[])model.GetType().GetMethod("PredictSingles")!.Invoke(model, [input])!;

    private static string Access(ModelSpec model) =>
        $$"""

        partial class {{model.ClassName}}
        {
            public float[] PredictSingles(float[] input) =>
                Array.ConvertAll(Predict(Array.ConvertAll(input, static v => ({{model.Inputs[0].DType.CSharpName()}})v)).{{model.Outputs[0].Name}}.ToArray(), static v => (float)v);
        }
        """;
}
