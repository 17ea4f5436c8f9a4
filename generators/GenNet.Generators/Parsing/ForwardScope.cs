using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What names mean in a <c>Forward</c> body, and in the functions that it calls.</summary>
internal sealed class ForwardScope
{
    private readonly Dictionary<string, int> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _lists = new(StringComparer.Ordinal);
    private readonly List<ForwardFrame> _frames = [new()];
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
            Set(inputs[i].Name, i);
    }

    /// <summary>How many functions are being read, each called by the one before; a local function sees the variables of the one that declares it.</summary>
    public int Depth => _frames.Count - 1;

    private ForwardFrame Frame => _frames[Depth];

    /// <summary>Whether there is a local variable or parameter of that name.</summary>
    public bool IsDeclared(string name) => Frame.Find(name) is not null;

    /// <summary>The value of a local variable or parameter that has one.</summary>
    public bool TryGetTensor(string name, out int value)
    {
        var found = Frame.Find(name)?.Tensor;
        value = found ?? GraphBuilder.Unknown;
        return found is not null;
    }

    /// <summary>Whether something of that name was refused: what it is was reported where it was declared.</summary>
    public bool IsUnknown(string name) => TryGetTensor(name, out var value) && value == GraphBuilder.Unknown;

    /// <summary>The tensors of a variable that is several; null if it is none such.</summary>
    public IReadOnlyList<int>? TryGetParts(string name) => Frame.Find(name)?.Parts;

    /// <summary>The layer of a property that no local variable hides, or of a loop's variable or a parameter.</summary>
    public bool TryGetLayer(string name, out int layer)
    {
        if (Frame.Find(name) is not { } local)
            return _layers.TryGetValue(name, out layer);
        layer = local.Layer ?? -1;
        return local.Layer is not null;
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

    /// <summary>The number that a constant of the body, a parameter or a loop's variable is; null if there is none of that name.</summary>
    public ForwardNumber? TryGetNumber(string name) => Frame.Find(name)?.Number;

    /// <summary>The local function of that name; null if there is none.</summary>
    public ForwardFunction? TryGetFunction(string name) => Frame.FindFunction(name);

    /// <summary>Declares a local function.</summary>
    public void Declare(string name, ForwardFunction function) => Frame.Declare(name, function);

    /// <summary>Declares a local variable that has no value yet.</summary>
    public void Declare(string name)
    {
        Frame.Own(name);
        Frame.Set(name, default);
    }

    /// <summary>Declares a local variable, or gives one another tensor.</summary>
    public void Set(string name, int tensor) => Frame.Set(name, new() { Tensor = tensor });

    /// <summary>Declares a local variable, or gives one another value.</summary>
    public void Set(string name, ForwardValue value) => Frame.Set(name, value);

    /// <summary>Runs <paramref name="body"/> with a loop's variable; what it declares ends with it, what it assigns stays.</summary>
    public void InLoop(string name, ForwardValue value, Action body)
    {
        var outside = new HashSet<string>(Frame.Names, StringComparer.Ordinal);
        Declare(name);
        Frame.Set(name, value);
        body();
        foreach (var local in Frame.Names.Where(local => !outside.Contains(local)).ToArray())
            Frame.Remove(local);
    }

    /// <summary>Runs the body of a function with its parameters, and of a local one with the variables of the function that declares it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="parameters">Its parameters with their values.</param>
    /// <param name="body">Reads it.</param>
    /// <returns>Whether no variable around it was changed.</returns>
    public bool InFunction(ForwardFunction function, IReadOnlyDictionary<string, ForwardValue> parameters, Action body)
    {
        var around = function.DeclaredIn is { } depth ? _frames[depth] : new();
        var own = around.Copy();
        foreach (var parameter in parameters)
        {
            own.Own(parameter.Key);
            own.Set(parameter.Key, parameter.Value);
        }
        _frames.Add(own);
        body();
        _frames.RemoveAt(Depth);
        return around.Names.All(local => own.IsOwn(local) || own.Find(local) == around.Find(local));
    }

    /// <summary>Whether the class has a property of that name that could have been meant as a layer.</summary>
    public IPropertySymbol? PropertyOf(string name) => _type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();
}
