using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>A Keras model as the class that is written for it: what its config says, under names that C# takes.</summary>
internal static partial class ScaffoldedModel
{
    /// <summary>The model in the file <paramref name="path"/>, layer by layer as its config has it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="namespace">Namespace of its class; empty for none.</param>
    /// <param name="className">Name of its class; by default that of the model in Pascal case.</param>
    /// <exception cref="KerasConfigException">The model can't be read, or GenNet has no counterpart for parts of it.</exception>
    public static KerasModel ReadFile(string path, string @namespace = "", string? className = null) => Named(KerasConfigReader.ReadFile(path), @namespace, className);

    /// <summary>
    /// The model in the file <paramref name="path"/> as a person would write its class: sums are operators, layers that repeat are lists, and a layer without a counterpart is one that is to be written.
    /// </summary>
    /// <param name="path">The file, or the folder that the model is.</param>
    /// <param name="namespace">Namespace of its class; empty for none.</param>
    /// <param name="className">Name of its class; by default that of the model in Pascal case.</param>
    /// <param name="lengths">The largest length of inputs whose first dimension Keras leaves open, by their names.</param>
    /// <param name="shapes">Shapes of inputs of which Keras leaves dimensions open, without the batch, by their names.</param>
    /// <exception cref="KerasConfigException">The model can't be read.</exception>
    public static KerasModel ReadForPeople(
        string path, string @namespace = "", string? className = null, IReadOnlyDictionary<string, int>? lengths = null, IReadOnlyDictionary<string, IReadOnlyList<int>>? shapes = null)
    {
        var model = ReadOpen(path, lengths, shapes);
        return Named(model with { Spec = SumOperators.Of(model.Spec) }, @namespace, className ?? NameOfFile(path, model.Spec.KerasName), withLists: true);
    }

    /// <summary>The model in the file <paramref name="path"/> as its config has it, with layers without a counterpart, and with what the caller says of inputs that Keras leaves open.</summary>
    /// <param name="path">The file, or the folder that the model is.</param>
    /// <param name="lengths">The largest length of inputs whose first dimension Keras leaves open, by their names.</param>
    /// <param name="shapes">Shapes of inputs of which Keras leaves dimensions open, without the batch, by their names.</param>
    /// <exception cref="KerasConfigException">The model can't be read.</exception>
    public static KerasModel ReadOpen(string path, IReadOnlyDictionary<string, int>? lengths, IReadOnlyDictionary<string, IReadOnlyList<int>>? shapes)
    {
        var model = KerasConfigReader.ReadFile(path, KerasReading.ToBuildWith(lengths ?? new Dictionary<string, int>(), shapes).WithGaps);
        var open = model.Spec.Inputs.Where(static input => input.HasRunTimeLength).Select(static input => input.KerasName).ToArray();
        if (lengths?.Keys.FirstOrDefault(name => !open.Contains(name)) is { } unknown)
        {
            throw new KerasConfigException(
                $"--length names '{unknown}', and the model has no such input whose length Keras leaves open; {(open.Length == 0 ? "all its shapes are fixed" : $"there is {string.Join(", ", open)}")}.");
        }
        if (shapes?.FirstOrDefault(shape => !InputsOf(model.Spec).Any(input => input.KerasName == shape.Key && input.Shape == TensorShape.Of([.. shape.Value]))) is { Key: { } input })
        {
            throw new KerasConfigException(
                $"--shape names '{input}', and the model has no input of that name and shape; there is {string.Join(", ", InputsOf(model.Spec).Select(static input => $"{input.KerasName} {input.Shape.ToKerasString()}"))}.");
        }
        return model;
    }

    /// <summary>Reads a model.</summary>
    /// <param name="json">The model as in <c>config.json</c>: class name and config.</param>
    /// <param name="namespace">Namespace of its class; empty for none.</param>
    /// <param name="className">Name of its class; by default that of the model in Pascal case.</param>
    /// <exception cref="KerasConfigException">The model can't be read, or GenNet has no counterpart for parts of it.</exception>
    public static KerasModel Read(JsonElement json, string @namespace = "", string? className = null) =>
        Named(KerasConfigReader.Read(json), @namespace, className);

    /// <summary>The same model with names for a class.</summary>
    /// <param name="model">The model.</param>
    /// <param name="namespace">Namespace of its class; empty for none.</param>
    /// <param name="className">Name of its class; by default that of the model in Pascal case.</param>
    /// <param name="withLists">Whether layers that repeat are lists, and models that are the same share a class.</param>
    public static KerasModel Named(KerasModel model, string @namespace, string? className, bool withLists = false)
    {
        var notes = new List<string>(model.Notes);
        var spec = Named(model.Spec, @namespace, className ?? ClassName(model.Spec.KerasName), new(withLists), notes);
        return model with { Notes = notes, Spec = spec };
    }

    // Those of models among the layers, too, which may leave dimensions open themselves.
    private static IEnumerable<InputNode> InputsOf(ModelSpec model) => model.Inputs.Concat(model.Submodels.SelectMany(static submodel => InputsOf(submodel.Model)));

    private static ModelSpec Named(ModelSpec spec, string @namespace, string className, ModelClasses classes, List<string> notes)
    {
        classes.Take(className);
        var lists = classes.HasLists ? LayerLists.In(spec) : [];
        var number = 0;
        var identifiers = new ClassIdentifiers(className);
        var names = new DistinctNames(spec.Inputs.Select(static input => input.KerasName)
            .Concat(spec.Entities.Select(entity => entity.Submodel?.KerasName ?? spec.Layers[entity.FirstLayer].KerasName)));
        var inputs = spec.Inputs.Select(input => input with { Name = identifiers.Input(input.KerasName), KerasName = names.Of(input.KerasName) }).ToEquatableArray();
        var layers = new List<LayerNode>();
        var submodels = new List<SubmodelNode>();
        var listed = "";
        foreach (var entity in spec.Entities)
        {
            var list = lists.FirstOrDefault(candidate => number >= candidate.Start && number < candidate.Start + candidate.Count);
            int? element = list is null ? null : number - list.Start;
            number++;
            string Property(string kerasName)
            {
                if (element is 0 or null)
                    listed = identifiers.Property(list?.Name ?? kerasName);
                return element is { } index ? string.Create(CultureInfo.InvariantCulture, $"{listed}[{index}]") : listed;
            }
            if (entity.Submodel is { } submodel)
            {
                var model = classes.Of(submodel.Model, unused => Named(
                    submodel.Model with { KerasName = list?.Name ?? submodel.Model.KerasName }, @namespace, unused, classes, notes), className + ClassName(list?.Name ?? submodel.KerasName));
                submodels.Add(submodel with { Property = Property(submodel.KerasName), KerasName = names.Of(submodel.KerasName), Model = model, Element = element });
                layers.AddRange(model.Layers.Select(submodels[^1].LayerOf));
            }
            else
            {
                var layer = spec.Layers[entity.FirstLayer];
                layers.Add(layer with { Property = Property(layer.KerasName), KerasName = names.Of(layer.KerasName), Element = element });
            }
        }
        notes.AddRange(names.Notes);
        var named = spec with { Namespace = @namespace, ClassName = className, Layers = layers.ToEquatableArray(), Submodels = submodels.ToEquatableArray(), Inputs = inputs };
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return named with { Outputs = spec.Outputs.Select((output, i) => output with { Name = Distinct(OutputName(named, output.Value, i), taken) }).ToEquatableArray() };
    }

    // Outputs are properties in Pascal case: Conv1_2 and Conv12 would be one.
    private static string Distinct(string output, HashSet<string> taken)
    {
        var distinct = output;
        for (var count = 2; !taken.Add(PascalCase.Of(distinct)); count++)
            distinct = string.Create(CultureInfo.InvariantCulture, $"{output}_{count}");
        return distinct;
    }

    private static string OutputName(ModelSpec model, int value, int index) => model.ProducerOf(value) switch
    {
        _ when model.SubmodelCalls.FirstOrDefault(call => call.Outputs.Contains(value)) is { } call => model.Submodels[call.Submodel].Property.Replace("[", "").Replace("]", ""),
        null => PascalCase.Of(model.Inputs[value].Name),
        { Layer: >= 0 } call => model.Layers[call.Layer].Property.Replace("[", "").Replace("]", "") + (value == call.FirstValue ? "" : PascalCase.Of(call.Spec.Outputs.Names[value - call.FirstValue])),
        _ => $"Output{index + 1}",
    };

    // A model that nobody has named is called as its file, unless that has no name of its own either.
    private static string? NameOfFile(string path, string modelName)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('.')[0];
        return AutomaticName().IsMatch(modelName) && PascalCase.Of(name).Length > 0 && char.IsLetter(PascalCase.Of(name)[0]) && !NameOfNothing().IsMatch(name) ? ClassName(name) : null;
    }

    [GeneratedRegex(@"^(model|sequential|functional)(_\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex AutomaticName();

    [GeneratedRegex(@"^(config|model|saved_model)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NameOfNothing();

    private static string ClassName(string modelName)
    {
        var name = PascalCase.Of(modelName);
        return name is "" or "Model" ? "Network" : CSharpName.IsReserved(name) || LayerCatalog.Kinds.Contains(name) ? name + "Model" : name;
    }
}
