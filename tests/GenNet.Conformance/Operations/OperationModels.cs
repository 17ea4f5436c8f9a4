using System.Reflection;
using System.Text.Json;
using GenNet.Conformance.Layers;
using GenNet.Conformance.Numerics;
using GenNet.Graph;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Operations;

/// <summary>The compiled classes of all cases of <c>ops/</c>: one compilation for all.</summary>
internal static class OperationModels
{
    private static readonly Dictionary<string, OperationSource> s_sources = [];
    private static readonly Dictionary<string, string> s_notSupported = [];
    private static readonly Lazy<Assembly> s_assembly = new(() => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], File()).Assembly);

    static OperationModels()
    {
        if (!FixtureTree.Has("ops"))
            return;
        foreach (var json in FixtureTree.Json("ops", "ops.json").GetProperty("cases").EnumerateArray())
        {
            var id = json.GetProperty("id").GetString()!;
            try
            {
                var model = ScaffoldedModel.Read(json.GetProperty("config"), "Conformance.OperationCases", "Case_" + id).Spec;
                s_sources.Add(id, new(id, model, ModelClassWriter.Write(model) + ModelAccess.Of(model)));
            }
            catch (KerasConfigException error)
            {
                s_notSupported.Add(id, string.Join("; ", error.Problems));
            }
        }
    }

    /// <summary>All cases.</summary>
    public static IEnumerable<string> Ids => s_sources.Keys.Concat(s_notSupported.Keys).Order(StringComparer.Ordinal);

    /// <summary>The class of a case; null if GenNet can't have it.</summary>
    public static OperationSource? Source(string id) => s_sources.GetValueOrDefault(id);

    /// <summary>Why GenNet can't have the case.</summary>
    public static string ReasonOf(string id) => s_notSupported[id];

    /// <summary>The compiled class of a case.</summary>
    public static Type TypeOf(OperationSource source) => s_assembly.Value.GetType(source.Model.FullName, throwOnError: true)!;

    /// <summary>Opens Keras' numbers.</summary>
    public static FixtureArrays OpenArrays() => new(FixtureTree.PathOf("ops", "ops.safetensors"));

    private static string File()
    {
        const string head = "using GenNet;\n\nnamespace Conformance.OperationCases;\n\n";
        return "#pragma warning disable CS1591\n" + head + string.Join("\n", s_sources.Values.Select(static source => source.Text.Replace(head, "")));
    }
}

/// <summary>The class that a case becomes.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Model">The model.</param>
/// <param name="Text">The class.</param>
internal sealed record OperationSource(string Id, ModelSpec Model, string Text)
{
    /// <summary>float32 roundings that a result may be off by: a few for each element of what each operation takes.</summary>
    public double Roundings => Model.Calls.Where(static call => !call.IsImplicit).Sum(call => Closeness.Elementwise + (call.Inputs.Count == 0 ? 0 : Model.ShapeOf(call.Inputs[0]).ElementCount));
}
