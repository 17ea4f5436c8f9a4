using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What names mean in a <c>Forward</c> body.</summary>
internal sealed class ForwardScope
{
    private readonly Dictionary<string, int?> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _loops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ForwardNumber> _numbers = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol _type;

    public ForwardScope(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, IReadOnlyList<InputNode> inputs)
    {
        _type = type;
        for (var i = 0; i < layers.Count; i++)
        {
            if (VariableParser.Declares(layers[i].Property))
                _variables[layers[i].Name] = i;
            else if (layers[i].Element is null)
                _layers[layers[i].Name] = i;
        }
        foreach (var list in layers.Select(static (layer, i) => (layer, i)).Where(static l => l.layer.Element is not null).GroupBy(static l => l.layer.Name))
            _lists[list.Key] = [.. list.Select(static l => l.i)];
        for (var i = 0; i < inputs.Count; i++)
            _tensors[inputs[i].Name] = i;
    }

    /// <summary>Whether there is a local variable or parameter of that name.</summary>
    public bool IsDeclared(string name) => _tensors.ContainsKey(name) || _loops.ContainsKey(name) || _numbers.ContainsKey(name);

    /// <summary>The value of a local variable or parameter that has one.</summary>
    public bool TryGetTensor(string name, out int value)
    {
        var isAssigned = _tensors.TryGetValue(name, out var found) && found is not null;
        value = found ?? GraphBuilder.Unknown;
        return isAssigned;
    }

    /// <summary>Whether something of that name was refused: what it is was reported where it was declared.</summary>
    public bool IsUnknown(string name) => TryGetTensor(name, out var value) && value == GraphBuilder.Unknown;

    /// <summary>The layer of a property that no local variable hides, or of a loop's variable.</summary>
    public bool TryGetLayer(string name, out int layer)
    {
        layer = -1;
        return !_tensors.ContainsKey(name) && !_numbers.ContainsKey(name) && (_loops.TryGetValue(name, out layer) || _layers.TryGetValue(name, out layer));
    }

    /// <summary>The weight of the model's own that no local variable hides; null if there is none of that name.</summary>
    public int? TryGetVariable(string name) => !IsDeclared(name) && _variables.TryGetValue(name, out var variable) ? variable : null;

    /// <summary>The layers of a list that no local variable hides.</summary>
    public bool TryGetList(string name, out IReadOnlyList<int> layers)
    {
        var isList = _lists.TryGetValue(name, out var found) && !IsDeclared(name);
        layers = found ?? [];
        return isList;
    }

    /// <summary>Runs <paramref name="body"/> with a loop's variable that is <paramref name="layer"/>; what it declares is unknown afterwards, what it assigns stays.</summary>
    public void InLoop(string name, int layer, Action body)
    {
        var outside = new HashSet<string>(_tensors.Keys, StringComparer.Ordinal);
        _loops[name] = layer;
        body();
        _loops.Remove(name);
        foreach (var local in _tensors.Keys.Where(local => !outside.Contains(local)).ToArray())
            _tensors.Remove(local);
    }

    /// <summary>The number that a constant of the body, or a loop's variable, is; null if there is none of that name.</summary>
    public ForwardNumber? TryGetNumber(string name) => _numbers.TryGetValue(name, out var number) ? number : null;

    /// <summary>Declares a constant.</summary>
    public void SetNumber(string name, ForwardNumber number) => _numbers[name] = number;

    /// <summary>Runs <paramref name="body"/> with a variable that is a number; what it declares is unknown afterwards, what it assigns stays.</summary>
    public void WithNumber(string name, ForwardNumber number, Action body)
    {
        var outside = new HashSet<string>(_tensors.Keys, StringComparer.Ordinal);
        _numbers[name] = number;
        body();
        _numbers.Remove(name);
        foreach (var local in _tensors.Keys.Where(local => !outside.Contains(local)).ToArray())
            _tensors.Remove(local);
    }

    /// <summary>Runs <paramref name="body"/> with a function's parameters, and the variables around it if it sees them.</summary>
    /// <param name="parameters">Its parameters with their values.</param>
    /// <param name="seesOthers">Whether it is a local function.</param>
    /// <param name="body">Reads it.</param>
    /// <returns>Whether no variable around it was changed.</returns>
    public bool InFunction(IReadOnlyDictionary<string, int> parameters, bool seesOthers, Action body)
    {
        var (tensors, loops, numbers) = (Copy(_tensors), Copy(_loops), Copy(_numbers));
        if (!seesOthers)
        {
            _tensors.Clear();
            _loops.Clear();
            _numbers.Clear();
        }
        foreach (var parameter in parameters)
            _tensors[parameter.Key] = parameter.Value;
        body();
        var isUnchanged = !seesOthers || tensors.All(local => parameters.ContainsKey(local.Key) || (_tensors.TryGetValue(local.Key, out var now) && now == local.Value));
        Restore(_tensors, tensors);
        Restore(_loops, loops);
        Restore(_numbers, numbers);
        return isUnchanged;
    }

    private static Dictionary<string, T> Copy<T>(Dictionary<string, T> from) => new(from, StringComparer.Ordinal);

    private static void Restore<T>(Dictionary<string, T> into, Dictionary<string, T> from)
    {
        into.Clear();
        foreach (var entry in from)
            into[entry.Key] = entry.Value;
    }

    /// <summary>Whether the class has a property of that name that could have been meant as a layer.</summary>
    public IPropertySymbol? PropertyOf(string name) => _type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();

    /// <summary>Declares a local variable that has no value yet.</summary>
    public void Declare(string name) => _tensors[name] = null;

    /// <summary>Declares a local variable, or gives one another value.</summary>
    public void Set(string name, int value) => _tensors[name] = value;
}
