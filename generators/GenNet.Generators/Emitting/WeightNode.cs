using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>A property of the record of a layer's weights: a variable, or those of a layer that it holds.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Variable">The variable; null for a layer.</param>
/// <param name="Index">The variable's place among those of the outer layer.</param>
/// <param name="Content">The layer's variables.</param>
internal sealed record WeightNode(string Property, VariableSpec? Variable, int Index, IReadOnlyList<WeightNode> Content)
{
    /// <summary>Those of <paramref name="layer"/>, each layer that it holds at the place of its first variable.</summary>
    public static IReadOnlyList<WeightNode> Of(LayerNode layer) => Of([.. layer.Variables.Select(static (variable, i) => (variable, i, variable.Name.Split('/')))], 0);

    /// <summary>How a variable is reached from the record of its layer's weights: <c>ForwardLayer.Kernel</c>.</summary>
    public static string PathOf(VariableSpec variable) => string.Join(".", variable.Name.Split('/').Select(PascalCase.Of));

    private static IReadOnlyList<WeightNode> Of(IReadOnlyList<(VariableSpec Variable, int Index, string[] Path)> variables, int depth) =>
    [
        .. variables.GroupBy(v => v.Path.Length == depth + 1 ? v.Path[depth] : v.Path[depth] + "/", StringComparer.Ordinal).Select(group =>
            group.First() is var (variable, index, path) && path.Length == depth + 1
                ? new WeightNode(PascalCase.Of(path[depth]), variable, index, [])
                : new WeightNode(PascalCase.Of(group.First().Path[depth]), null, 0, Of([.. group], depth + 1))),
    ];
}
