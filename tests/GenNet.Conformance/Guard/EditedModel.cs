using System.Globalization;
using System.Text;

namespace GenNet.Conformance.Guard;

/// <summary>A random chain of layers, as text, and random edits of it.</summary>
internal sealed class EditedModel
{
    private readonly Random _random;
    private readonly bool _isImage;
    private readonly List<EditedLayer> _layers;
    private int _names;
    private int _version;

    private EditedModel(Random random, bool isImage, List<EditedLayer> layers, int names) => (_random, _isImage, _layers, _names) = (random, isImage, layers, names);

    /// <summary>A new model.</summary>
    public static EditedModel Of(Random random)
    {
        var model = new EditedModel(random, random.Next(2) == 0, [], 0);
        var parts = random.Next(2, 5);
        if (model._isImage)
        {
            for (var i = 0; i < parts; i++)
                model._layers.Add(model.NewLayer(inImage: true));
            model._layers.Add(new("Flat", "Flatten", "", IsFixed: true) { Number = -2 });
        }
        for (var i = 0; i < parts; i++)
            model._layers.Add(model.NewLayer(inImage: false));
        model._layers.Add(new("Output", "Dense", "3", IsFixed: true));
        return model;
    }

    /// <summary>Which layer each is, whatever it is called, by its name in files.</summary>
    public IReadOnlyDictionary<string, int> Numbers => _layers.ToDictionary(static layer => layer.KerasName, static layer => layer.Number);

    /// <summary>The model after one to three edits, and what they were.</summary>
    /// <param name="version">The version that they lead to, of which the class declares what becomes of older ones; 0 if it declares nothing.</param>
    public (EditedModel Model, string Edits) Edit(int version = 0)
    {
        var edited = new EditedModel(_random, _isImage, [.. _layers], _names + 100) { _version = version };
        var edits = new List<string>();
        for (var count = _random.Next(4) == 0 ? _random.Next(2, 4) : 1; edits.Count < count;)
        {
            if (edited.EditOnce() is { } edit)
                edits.Add(edit);
        }
        return (edited, string.Join(", ", edits));
    }

    /// <summary>The model without some of what it declares of older versions.</summary>
    public EditedModel Forgetful() => new(_random, _isImage, [.. _layers.Select(layer => _random.Next(3) > 0 ? layer : layer with { Former = [], Anew = 0 })], _names);

    /// <summary>The class.</summary>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="members">Members besides the layers.</param>
    public string Source(string @namespace, string members = "")
    {
        var text = new StringBuilder($"namespace {@namespace}\n{{\n[Model, Input({(_isImage ? "6, 6, 2" : "5")})]\npublic partial class Net\n{{\n");
        foreach (var layer in _layers)
            text.Append(CultureInfo.InvariantCulture, $"    [{layer.Kind}{(layer.Arguments.Length == 0 ? "" : $"({layer.Arguments})")}{layer.Declared}] public partial {layer.Kind} {layer.Name} {{ get; }}\n");
        return text.Append(members).Append("}\n}\n").ToString();
    }

    private string? EditOnce()
    {
        var index = _random.Next(_layers.Count);
        var layer = _layers[index];
        var inImage = _isImage && index < _layers.FindIndex(static l => l.Kind == "Flatten");
        switch (_random.Next(_version > 0 ? 7 : 6))
        {
            case 0:
                _layers[index] = Called(layer, $"Named{_names++}");
                return $"{layer.Name} is called {_layers[index].Name}";
            case 1 when index + 1 < _layers.Count && !layer.IsFixed && !_layers[index + 1].IsFixed:
                (_layers[index], _layers[index + 1]) = (_layers[index + 1], layer);
                return $"{layer.Name} and {_layers[index].Name} changed places";
            case 2:
                _layers.Insert(index, NewLayer(inImage) with { Anew = _version > 0 && _random.Next(2) == 0 ? _version : 0 });
                return $"{_layers[index].Kind} {_layers[index].Name} before {layer.Name}";
            case 3 when !layer.IsFixed:
                _layers.RemoveAt(index);
                return $"{layer.Name} is gone";
            case 4 when layer.Kind is "Dense" or "Conv2D":
                _layers[index] = layer with
                {
                    Arguments = layer.Kind == "Dense" ? $"{_random.Next(2, 7)}" : $"{_random.Next(2, 7)}, 3, Padding = Padding.Same",
                    Anew = _version > 0 && _random.Next(2) == 0 ? _version : layer.Anew,
                };
                return $"{layer.Name} has {_layers[index].Arguments}";
            case 5 when !layer.IsFixed:
                _layers[index] = layer with { Arguments = ArgumentsOf(layer.Kind) };
                return $"{layer.Name} has {_layers[index].Arguments}";
            case 6 when _layers.FindIndex(other => other.Kind == layer.Kind && other.Name != layer.Name) is >= 0 and var other:
                (_layers[index], _layers[other]) = (Called(layer, _layers[other].Name), Called(_layers[other], layer.Name));
                return $"{layer.Name} and {_layers[index].Name} exchanged their names";
            default:
                return null;
        }
    }

    private EditedLayer Called(EditedLayer layer, string name) => layer with { Name = name, Former = _version > 0 ? [.. layer.Former, (layer.KerasName, _version)] : layer.Former };

    private EditedLayer NewLayer(bool inImage)
    {
        string[] kinds = inImage ? ["Conv2D", "BatchNormalization", "ReLU", "Dropout", "Conv2D"] : ["Dense", "BatchNormalization", "LayerNormalization", "ReLU", "Softmax", "Dropout", "Dense"];
        var kind = kinds[_random.Next(kinds.Length)];
        return new($"Layer{_names++}", kind, ArgumentsOf(kind), IsFixed: false) { Number = _names };
    }

    private string ArgumentsOf(string kind) => kind switch
    {
        "Dense" => $"{_random.Next(4, 6)}{Activation()}{(_random.Next(4) == 0 ? ", UseBias = false" : "")}",
        "Conv2D" => $"{_random.Next(2, 4)}, {(_random.Next(3) == 0 ? 1 : 3)}, Padding = Padding.Same{Activation()}",
        "BatchNormalization" => _random.Next(3) switch { 0 => "Epsilon = 0.01", 1 => "Momentum = 0.9", _ => "" },
        "Dropout" => _random.Next(2) == 0 ? "0.25" : "0.5",
        "LayerNormalization" => _random.Next(2) == 0 ? "Center = false" : "",
        _ => "",
    };

    private string Activation() => _random.Next(3) switch { 0 => ", Activation = Activation.ReLU", 1 => ", Activation = Activation.Tanh", _ => "" };
}

/// <summary>A layer of an <see cref="EditedModel"/>.</summary>
/// <param name="Name">Its property.</param>
/// <param name="Kind">Its class.</param>
/// <param name="Arguments">The arguments of its attribute.</param>
/// <param name="IsFixed">Whether it stays where it is.</param>
internal sealed record EditedLayer(string Name, string Kind, string Arguments, bool IsFixed)
{
    /// <summary>Which layer it is, whatever it is called.</summary>
    public int Number { get; init; } = -1;

    /// <summary>Names that it had, and the first version in which it has another.</summary>
    public (string Name, int Since)[] Former { get; init; } = [];

    /// <summary>The first version whose files don't begin it anew; 0 if none do.</summary>
    public int Anew { get; init; }

    /// <summary>Its name in files.</summary>
    public string KerasName => Name.ToLowerInvariant();

    /// <summary>What the class declares of it.</summary>
    public string Declared => string.Concat(Former.Select(static former => string.Create(CultureInfo.InvariantCulture, $", FormerName(\"{former.Name}\", Since = {former.Since})"))) + (Anew > 0 ? string.Create(CultureInfo.InvariantCulture, $", Reinitialized(Since = {Anew})") : "");
}
