using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What names mean in a <c>Forward</c> body.</summary>
internal sealed class ForwardScope
{
    private readonly Dictionary<string, int?> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _layers = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol _type;

    public ForwardScope(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, IReadOnlyList<InputNode> inputs)
    {
        _type = type;
        for (var i = 0; i < layers.Count; i++)
            _layers[layers[i].Name] = i;
        for (var i = 0; i < inputs.Count; i++)
            _tensors[inputs[i].Name] = i;
    }

    /// <summary>Whether there is a local variable or parameter of that name.</summary>
    public bool IsDeclared(string name) => _tensors.ContainsKey(name);

    /// <summary>The value of a local variable or parameter that has one.</summary>
    public bool TryGetTensor(string name, out int value)
    {
        var isAssigned = _tensors.TryGetValue(name, out var found) && found is not null;
        value = found ?? GraphBuilder.Unknown;
        return isAssigned;
    }

    /// <summary>Whether something of that name was refused: what it is was reported where it was declared.</summary>
    public bool IsUnknown(string name) => TryGetTensor(name, out var value) && value == GraphBuilder.Unknown;

    /// <summary>The layer of a property that no local variable hides.</summary>
    public bool TryGetLayer(string name, out int layer)
    {
        layer = -1;
        return !_tensors.ContainsKey(name) && _layers.TryGetValue(name, out layer);
    }

    /// <summary>Whether the class has a property of that name that could have been meant as a layer.</summary>
    public IPropertySymbol? PropertyOf(string name) => _type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();

    /// <summary>Declares a local variable that has no value yet.</summary>
    public void Declare(string name) => _tensors[name] = null;

    /// <summary>Declares a local variable, or gives one another value.</summary>
    public void Set(string name, int value) => _tensors[name] = value;
}
