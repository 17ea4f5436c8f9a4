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
    public static IReadOnlyList<WeightNode> Of(LayerNode layer) =>
    [
        .. layer.Variables
            .Select(static (variable, i) => (Variable: variable, Role: RoleOf(variable), Node: new WeightNode(PascalCase.Of(variable.LeafName), variable, i, [])))
            .GroupBy(static v => v.Role.Length == 0 ? v.Variable.Name + "/" : v.Role, StringComparer.Ordinal)
            .Select(static group => group.First().Role is { Length: > 0 } role ? new WeightNode(PascalCase.Of(role), null, 0, [.. group.Select(static v => v.Node)]) : group.First().Node),
    ];

    /// <summary>How a variable is reached from the record of its layer's weights: <c>ForwardLayer.Kernel</c>.</summary>
    public static string PathOf(VariableSpec variable) =>
        RoleOf(variable) is { Length: > 0 } role ? $"{PascalCase.Of(role)}.{PascalCase.Of(variable.LeafName)}" : PascalCase.Of(variable.Name);

    private static string RoleOf(VariableSpec variable) => variable.Name.Substring(0, Math.Max(0, variable.Name.LastIndexOf('/')));
}
