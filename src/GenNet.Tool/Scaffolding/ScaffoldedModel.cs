using System.Globalization;
using System.Text.Json;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>A Keras model as the class that is written for it: what its config says, under names that C# takes.</summary>
internal static class ScaffoldedModel
{
    /// <summary>Reads the model in the file <paramref name="path"/>: a <c>.keras</c> archive or a JSON file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="namespace">Namespace of its class; empty for none.</param>
    /// <param name="className">Name of its class; by default that of the model in Pascal case.</param>
    /// <param name="lengths">The largest length of inputs whose first dimension Keras leaves open, by their names.</param>
    /// <exception cref="KerasConfigException">The model can't be read, or GenNet has no counterpart for parts of it.</exception>
    public static KerasModel ReadFile(string path, string @namespace = "", string? className = null, IReadOnlyDictionary<string, int>? lengths = null)
    {
        var model = KerasConfigReader.ReadFile(path, lengths is null ? null : KerasReading.ToBuildWith(lengths));
        var open = model.Spec.Inputs.Where(static input => input.HasRunTimeLength).Select(static input => input.KerasName).ToArray();
        if (lengths?.Keys.FirstOrDefault(name => !open.Contains(name)) is { } unknown)
        {
            throw new KerasConfigException(
                $"--length names '{unknown}', and the model has no such input whose length Keras leaves open; {(open.Length == 0 ? "all its shapes are fixed" : $"there is {string.Join(", ", open)}")}.");
        }
        return Named(model, @namespace, className);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="json">The model as in <c>config.json</c>: class name and config.</param>
    /// <param name="namespace">Namespace of its class; empty for none.</param>
    /// <param name="className">Name of its class; by default that of the model in Pascal case.</param>
    /// <exception cref="KerasConfigException">The model can't be read, or GenNet has no counterpart for parts of it.</exception>
    public static KerasModel Read(JsonElement json, string @namespace = "", string? className = null) =>
        Named(KerasConfigReader.Read(json), @namespace, className);

    /// <summary>The same model with names for a class.</summary>
    public static KerasModel Named(KerasModel model, string @namespace, string? className)
    {
        var notes = new List<string>(model.Notes);
        var spec = Named(model.Spec, @namespace, className ?? ClassName(model.Spec.KerasName), new(StringComparer.Ordinal), notes);
        return model with { Notes = notes, Spec = spec };
    }

    private static ModelSpec Named(ModelSpec spec, string @namespace, string className, HashSet<string> classes, List<string> notes)
    {
        classes.Add(className);
        var identifiers = new ClassIdentifiers(className);
        var names = new DistinctNames(spec.Inputs.Select(static input => input.KerasName)
            .Concat(spec.Entities.Select(entity => entity.Submodel?.KerasName ?? spec.Layers[entity.FirstLayer].KerasName)));
        var inputs = spec.Inputs.Select(input => input with { Name = identifiers.Input(input.KerasName), KerasName = names.Of(input.KerasName) }).ToEquatableArray();
        var layers = new List<LayerNode>();
        var submodels = new List<SubmodelNode>();
        foreach (var entity in spec.Entities)
        {
            if (entity.Submodel is { } submodel)
            {
                var model = Named(submodel.Model, @namespace, UnusedClassName(className, submodel.KerasName, classes), classes, notes);
                submodels.Add(submodel with { Property = identifiers.Property(submodel.KerasName), KerasName = names.Of(submodel.KerasName), Model = model });
                layers.AddRange(model.Layers.Select(submodels[^1].LayerOf));
            }
            else
            {
                var layer = spec.Layers[entity.FirstLayer];
                layers.Add(layer with { Property = identifiers.Property(layer.KerasName), KerasName = names.Of(layer.KerasName) });
            }
        }
        notes.AddRange(names.Notes);
        var named = spec with { Namespace = @namespace, ClassName = className, Layers = layers.ToEquatableArray(), Submodels = submodels.ToEquatableArray(), Inputs = inputs };
        return named with { Outputs = spec.Outputs.Select((output, i) => output with { Name = OutputName(named, output.Value, i) }).ToEquatableArray() };
    }

    // Every other model has a backbone, too: two files in one project must not declare the same class.
    private static string UnusedClassName(string outer, string kerasName, HashSet<string> classes)
    {
        var name = outer + ClassName(kerasName);
        var unused = name;
        for (var number = 2; classes.Contains(unused); number++)
            unused = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        return unused;
    }

    private static string OutputName(ModelSpec model, int value, int index) => model.ProducerOf(value) switch
    {
        _ when model.SubmodelCalls.FirstOrDefault(call => call.Outputs.Contains(value)) is { } call => model.Submodels[call.Submodel].Property,
        null => PascalCase.Of(model.Inputs[value].Name),
        { Layer: >= 0 } call => model.Layers[call.Layer].Property + (value == call.FirstValue ? "" : PascalCase.Of(call.Spec.Outputs.Names[value - call.FirstValue])),
        _ => $"Output{index + 1}",
    };

    private static string ClassName(string modelName)
    {
        var name = PascalCase.Of(modelName);
        return name.Length == 0 ? "Network" : CSharpName.IsReserved(name) || LayerCatalog.Kinds.Contains(name) ? name + "Model" : name;
    }
}
