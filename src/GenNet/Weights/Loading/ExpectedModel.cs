using System.Runtime.CompilerServices;
using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Matching;
using GenNet.Weights.Torch;

namespace GenNet.Weights;

/// <summary>What a load must fill.</summary>
/// <param name="Name">Full name of the model's class.</param>
/// <param name="Layers">Its layers with variables, in the model's order.</param>
internal sealed record ExpectedModel(string Name, IReadOnlyList<ExpectedLayer> Layers)
{
    // A class's description is one instance, and every load of it asks for the same.
    private static readonly ConditionalWeakTable<ModelDescription, ExpectedModel> s_known = new();

    /// <summary>The class's contract; null if it isn't known.</summary>
    public Lazy<ContractVersion>? Contract { get; init; }

    /// <summary>Number of axes of each layer's input, without the batch, by the layer's name.</summary>
    public IReadOnlyDictionary<string, int> InputRanks { get; init; } = new Dictionary<string, int>();

    /// <summary>The older versions that the class's contract keeps; null if they aren't known.</summary>
    public Lazy<ModelVersions>? Versions { get; init; }

    /// <summary>Whether the class declares something of its layers in older versions.</summary>
    public bool HasHistory { get; init; }

    /// <summary>Its text, as the class's own files hold it; null if it isn't known.</summary>
    public string? ContractText { get; init; }

    /// <summary>Its hash.</summary>
    public string? ContractHash { get; init; }

    /// <summary>Indices of its layers in the order that positions count by: within a class, Keras' order of the model's layers.</summary>
    public IReadOnlyList<int> KerasOrder { get; } = InKerasOrder(Layers);

    /// <summary>Indices of its layers in the order of Keras' <c>model.layers</c>.</summary>
    public IReadOnlyList<int> ListOrder { get; init; } = [.. Enumerable.Range(0, Layers.Count)];

    /// <summary>What was flattened to the input of a layer, channels last, by the layer's name; null if it isn't known.</summary>
    public Lazy<IReadOnlyDictionary<string, IReadOnlyList<long>>>? Flattened { get; init; }

    /// <summary>Whether every layer stands in a list of layers, so that none is called by an attribute of a subclassed model.</summary>
    public bool HasOnlyLists { get; } = Layers.All(static layer => KerasPaths.IsInLayers(layer.Group));

    /// <summary>Whether Keras' files have a variable of a layer more than once.</summary>
    public bool HasCopies { get; } = Layers.Any(static layer => layer.Variables.Any(static v => v.AlsoAt is not null));

    /// <summary>All variables, layer by layer.</summary>
    public IEnumerable<ExpectedVariable> Variables => Layers.SelectMany(static l => l.Variables);

    /// <summary>What a load of the described model must fill, its variables in the order of the description's.</summary>
    public static ExpectedModel Of(ModelDescription model) => s_known.GetValue(model, From);

    private static int[] InKerasOrder(IReadOnlyList<ExpectedLayer> layers) =>
        [.. Enumerable.Range(0, layers.Count).OrderBy(i => KerasPaths.PlaceOf(layers[i].Group))];

    /// <summary>What a load of a class must fill, be it compiled or not.</summary>
    /// <param name="name">Full name of the class.</param>
    /// <param name="layers">All its layers, and weights of its own, in declaration order.</param>
    public static ExpectedModel Of(string name, IReadOnlyList<DeclaredLayer> layers) => new(name, [.. Joined(layers).Where(static layer => layer.Variables.Count > 0)])
    {
        HasHistory = layers.Any(static layer => layer.History != LayerHistory.None),
        InputRanks = layers.Where(static layer => layer.InputRank is not null).ToDictionary(static layer => layer.KerasName, static layer => layer.InputRank!.Value, StringComparer.Ordinal),
    };

    private static ExpectedModel From(ModelDescription model)
    {
        var groups = model.WeightGroups.Where(static g => g.Layer >= 0).ToDictionary(static g => g.Layer);
        var order = model.WeightGroups.Select(static (group, place) => (group.Layer, place)).Where(static g => g.Layer >= 0).ToDictionary(static g => g.Layer, static g => g.place);
        var expected = Of(model.FullName, [.. model.Layers.Select((layer, i) => new DeclaredLayer(
            layer.KerasName, layer.Kind, layer.IsVariable, groups.TryGetValue(i, out var group) ? group.Path : "", group?.OtherPaths ?? [], layer.History,
            layer.InputShapes.Count > 0 ? layer.InputShapes[0].Rank : null,
            [.. layer.Variables.Select(static v => ExpectedVariable.Of(v.Name, v.Shape, v.DType, v.IsState, v.Path, v.Scope, v.AlsoAt))]) { KerasPlace = order.GetValueOrDefault(i) })]);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in model.WeightGroups)
            places.TryAdd(group.Path, places.Count);
        return expected with
        {
            ListOrder = [.. Enumerable.Range(0, expected.Layers.Count).OrderBy(i => places.GetValueOrDefault(expected.Layers[i].Group))],
            Flattened = new(() => FlattenedInputs.Of(model, ModelVersions.Of(model).Now)),
            Contract = new(() => ModelVersions.Of(model).Now),
            Versions = new(() => ModelVersions.Of(model)),
            ContractText = model.Contract,
            ContractHash = model.ContractHash,
        };
    }

    // Weights of a model's own stand together, as one layer that is called as the model.
    private static IEnumerable<ExpectedLayer> Joined(IReadOnlyList<DeclaredLayer> layers)
    {
        for (var i = 0; i < layers.Count;)
        {
            var (first, layer) = (i, layers[i]);
            for (i++; layer.IsVariable && i < layers.Count && layers[i].IsVariable && layers[i].Model == layer.Model;)
                i++;
            yield return new(layer.IsVariable ? layer.Model : layer.KerasName, layer.Kind, layer.Group, [.. layers.Skip(first).Take(i - first).SelectMany(static l => l.Variables)])
            {
                OtherGroups = layer.OtherGroups,
                KerasPlace = layer.KerasPlace,
                IsOwn = layer.IsVariable,
            };
        }
    }
}

/// <summary>A layer that a load must fill.</summary>
/// <param name="Name">Its name in Keras; empty for the model itself, and what weights it has of its own.</param>
/// <param name="Kind">Keras' class name.</param>
/// <param name="Group">Its group in Keras' files, which tells its position among the layers of its class: <c>layers/dense_1</c>.</param>
/// <param name="Variables">Its variables in Keras' order.</param>
internal sealed record ExpectedLayer(string Name, string Kind, string Group, IReadOnlyList<ExpectedVariable> Variables)
{
    /// <summary>Its groups in files of other releases; none where all call it alike.</summary>
    public IReadOnlyList<string> OtherGroups { get; init; } = [];

    /// <summary>The attributes and lists that lead to it in a checkpoint of TensorFlow: <c>layers/dense_1</c>, <c>blocks/0/project</c>.</summary>
    public string ObjectPath => OtherGroups is [.., var last] ? last : Group;

    /// <summary>Its place among all layers in the order of Keras' <c>model.layers</c>, those of a model among them in its place.</summary>
    public int KerasPlace { get; init; }

    /// <summary>Whether it stands for weights of the model's own.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether the load is about it: of another layer the file may hold anything.</summary>
    public bool IsSelected { get; init; } = true;

    /// <summary>Its name in the class: another than in the file where that has a former one.</summary>
    public string Present { get; init; } = Name;

    private const string Gamma = "gamma";
    private const string Beta = "beta";

    /// <summary>The class as names and groups have it: <c>batch_normalization</c>.</summary>
    public string KindInNames { get; } = LayerClass.InNames(Kind);

    /// <summary>The layer as it is matched.</summary>
    public LayerToMatch ToMatch { get; } = new(Name, SnakeCase.Of(Kind), [.. Variables.Select(static v => new VariableToMatch(v.Name, v.Shape.ToKerasString()))]);

    /// <summary>Where a file of the given naming would have variable <paramref name="index"/>.</summary>
    public string PathOf(int index, VariableNaming naming) => naming == VariableNaming.KerasPath
        ? $"{KerasPaths.VariablesOf(KerasPaths.Below(Group, Variables[index].Path))}/{PlaceAt(Variables[index].Path, index).ToString(System.Globalization.CultureInfo.InvariantCulture)}"
        : NameOf(Variables[index].LeafName, ScopeOf(index));

    /// <summary>Name of a variable in messages and files: <c>hidden/kernel</c>; of a model's own <c>offset</c>.</summary>
    public string NameOf(string variable) => NameOf(variable, Name);

    /// <summary>Position of variable <paramref name="index"/> among those of its path that are its layer's alone.</summary>
    public int PositionOf(int index)
    {
        var position = 0;
        for (var i = 0; i < index; i++)
            position += Variables[i].Path == Variables[index].Path ? 1 : 0;
        return position;
    }

    /// <summary>The arrays that a group of Keras' files has of variables that lie elsewhere.</summary>
    /// <param name="group">The layer's group there.</param>
    public IEnumerable<string> CopiesIn(string group)
    {
        for (var i = 0; i < Variables.Count; i++)
        {
            if (Variables[i].AlsoAt is { } path)
                yield return $"{KerasPaths.VariablesOf(KerasPaths.Below(group, path))}/{PlaceAt(path, i).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>What stands before the name of variable <paramref name="index"/> in Keras' names: <c>lstm/lstm_cell</c>.</summary>
    public string ScopeOf(int index) => Variables[index].Scope.Length == 0 ? Name : $"{Name}/{Variables[index].Scope}";

    /// <summary>The variable that such a layer could have in the place of <paramref name="variable"/>, of the same shape: a normalization has gamma, beta or both.</summary>
    public string? AlternativeTo(ExpectedVariable variable) => variable.Name switch
    {
        Gamma when Variables.All(static v => v.Name != Beta) => Beta,
        Beta when Variables.All(static v => v.Name != Gamma) => Gamma,
        _ => null,
    };

    // How many arrays of a group come before that of variable number index.
    private int PlaceAt(string path, int index) => Variables.Take(index).Count(variable => variable.Path == path || variable.AlsoAt == path);

    private static string NameOf(string variable, string scope) => scope.Length == 0 ? variable : $"{scope}/{variable}";
}

/// <summary>A variable that a load must fill.</summary>
/// <param name="Name">Its name in Keras.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Path">Where it lies below its layer's group in Keras' files: <c>cell</c>; empty for the group itself.</param>
/// <param name="Scope">What stands between its layer's name and its own in Keras' names: <c>lstm_cell</c>; empty for nothing.</param>
internal sealed record ExpectedVariable(string Name, TensorShape Shape, string Path = "", string Scope = "")
{
    /// <summary>What its elements are.</summary>
    public DType DType { get; init; }

    /// <summary>Its name in the class: another than in the file where it is one of the model's own that has a former name there.</summary>
    public string Present { get; init; } = Name;

    /// <summary>Whether it is never trained, as a moving average.</summary>
    public bool IsState { get; init; }

    /// <summary>Where Keras' files have it once more, below its layer's group; null for nowhere.</summary>
    public string? AlsoAt { get; init; }

    /// <summary>A variable of a class, with everything that decides where files have it and what fits.</summary>
    public static ExpectedVariable Of(string name, TensorShape shape, DType type, bool isState, string path, string scope, string? alsoAt) =>
        new(name, shape, path, scope) { DType = type, IsState = isState, AlsoAt = alsoAt };

    /// <summary>Its name as the way to it in Keras' files has it: <c>query_dense/kernel</c>.</summary>
    public string NameByPath => Path.Length == 0 ? LeafName : $"{Path}/{LeafName}";

    /// <summary>Its name without that of the layer that its own lies in: <c>kernel</c> of <c>forward_layer/kernel</c>.</summary>
    public string LeafName => Name[(Name.LastIndexOf('/') + 1)..];
}
