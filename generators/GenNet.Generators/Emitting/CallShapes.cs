using GenNet.Generators.Names;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Emitting;

/// <summary>
/// The structs with the constants that kernels are specialised with. Calls with the same constants share one, which is called after the first of them: the compiler has
/// fewer types to look at, and the JIT compiles the kernels for each but once.
/// </summary>
internal sealed class CallShapes
{
    private readonly string[] _names;
    private readonly List<CallShape> _structs = [];

    /// <summary>Those of a model's calls.</summary>
    /// <param name="model">The model.</param>
    /// <param name="identifierOf">What a call is called.</param>
    public CallShapes(ModelSpec model, Func<CallNode, string> identifierOf)
    {
        // A layer called IDense mustn't hide the interface of shapes.
        var taken = new HashSet<string>(model.Calls.Select(static call => call.Spec.KernelCall.Shape), StringComparer.Ordinal);
        var known = new Dictionary<string, CallShape>(StringComparer.Ordinal);
        _names = new string[model.Calls.Count];
        for (var call = 0; call < _names.Length; call++)
        {
            var node = model.Calls[call];
            _names[call] = "";
            if (node.Inferred.Identity == Identity.Always)
                continue;
            string[] members = [.. Members(model, node, call)];
            var key = $"{node.Spec.KernelCall.Shape}\n{string.Join("\n", members)}";
            if (!known.TryGetValue(key, out var shape))
            {
                shape = new(Identifiers.Unique(Identifiers.Pascal(identifierOf(node)) + "Shape", taken), node.Spec.KernelCall.Shape, members);
                known.Add(key, shape);
                _structs.Add(shape);
            }
            shape.Calls++;
            _names[call] = shape.Name;
        }
    }

    /// <summary>Each struct once, in the order of the calls.</summary>
    public IReadOnlyList<CallShape> Structs => _structs;

    /// <summary>The struct of each call; empty where the call has no kernel.</summary>
    public IReadOnlyList<string> Names => _names;

    private static IEnumerable<string> Members(ModelSpec model, CallNode call, int number)
    {
        foreach (var constant in call.Inferred.Constants)
            yield return $"public static {constant.Type} {constant.Name} => {constant.Literal};";
        if (call.Inferred.NeedsRandomStream)
            yield return $"public static int Stream => {SourceWriter.Number(number)};";
        if (call.Inferred.NeedsName)
            yield return $"public static string Name => {SymbolDisplay.FormatLiteral(NameOf(model, call), quote: true)};";
        if (call.Inferred.NeedsLayerNumber)
            yield return $"public static int Layer => {SourceWriter.Number(call.Layer)};";
    }

    private static string NameOf(ModelSpec model, CallNode call) =>
        $"{model.FullName}.{(call.Layer >= 0 ? model.Layers[call.Layer].Property + (call.Part.Length == 0 ? "" : "." + call.Part) : call.Spec.Kind)}";
}

/// <summary>A struct of constants.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">The interface that it implements.</param>
/// <param name="members">Its members, a line each.</param>
internal sealed class CallShape(string name, string type, IReadOnlyList<string> members)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The interface that it implements.</summary>
    public string Interface => type;

    /// <summary>Its members, a line each.</summary>
    public IReadOnlyList<string> Members => members;

    /// <summary>How many calls have it.</summary>
    public int Calls { get; set; }
}
