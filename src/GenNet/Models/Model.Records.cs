using GenNet.Elements;
using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Writing;

namespace GenNet;

// Weights that are read and saved by themselves: no model is made, and no device asked.
public abstract partial class Model
{
    /// <summary>All weights of a file in the order of the layers; called by generated code.</summary>
    /// <param name="model">What is known of the model.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What may pass: what the file has nothing for has its initial values then, of seed 0.</param>
    /// <param name="report">What was found.</param>
    /// <inheritdoc cref="LoadWeights(string, LoadOptions)"/>
    protected static Tensor[] LoadTensors(ModelDescription model, string path, LoadOptions? options, out LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = WeightFiles.Open(path, WantedBytesOf(model));
        return LoadTensors(model, file, options, out report, CancellationToken.None);
    }

    /// <summary>All weights of a file that a stream yields; called by generated code.</summary>
    /// <inheritdoc cref="LoadTensors(ModelDescription, string, LoadOptions, out LoadReport)"/>
    protected static Tensor[] LoadTensors(ModelDescription model, Stream stream, LoadOptions? options, out LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        var wanted = WantedBytesOf(model);
        using var file = WeightFiles.Open(StreamBytes.Of(stream, WeightFiles.LimitOf(wanted)), wanted);
        return LoadTensors(model, file, options, out report, CancellationToken.None);
    }

    /// <summary>All weights of a file in memory; called by generated code.</summary>
    /// <inheritdoc cref="LoadTensors(ModelDescription, string, LoadOptions, out LoadReport)"/>
    protected static Tensor[] LoadTensors(ModelDescription model, ReadOnlyMemory<byte> bytes, LoadOptions? options, out LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var file = WeightFiles.Open(new MemoryBytes(WeightFiles.MemoryName, bytes), WantedBytesOf(model));
        return LoadTensors(model, file, options, out report, CancellationToken.None);
    }

    /// <summary><see cref="LoadTensors(ModelDescription, string, LoadOptions, out LoadReport)"/> on another thread; called by generated code.</summary>
    protected static Task<Tensor[]> LoadTensorsAsync(ModelDescription model, string path, LoadOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(
            () =>
            {
                using var file = WeightFiles.Open(path, WantedBytesOf(model));
                return LoadTensors(model, file, options, out _, cancellation);
            },
            cancellation);
    }

    /// <summary>Saves weights as <see cref="SaveWeights(string, SaveOptions)"/> those of a model; called by generated code.</summary>
    /// <param name="model">What is known of the model.</param>
    /// <param name="values">All weights in the order of the layers.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">A tensor has another shape than its variable, or as for a model.</exception>
    protected static void SaveTensors(ModelDescription model, Tensor[] values, string path, SaveOptions? options) =>
        WeightWriters.For(path, options).Save(ToWrite(model, values, options), path);

    /// <summary>Saves weights as <see cref="SaveWeights(Stream, SaveOptions)"/> those of a model; called by generated code.</summary>
    /// <inheritdoc cref="SaveTensors(ModelDescription, Tensor[], string, SaveOptions)"/>
    protected static void SaveTensors(ModelDescription model, Tensor[] values, Stream stream, SaveOptions options) => Require(stream, options).Write(ToWrite(model, values, options), stream);

    private static Tensor[] LoadTensors(ModelDescription model, IWeightContainer file, LoadOptions? options, out LoadReport report, CancellationToken cancellation)
    {
        if (MigratedLoad.Of(file, model, options ?? LoadOptions.Strict) is { } migrated)
        {
            var (found, values, failure) = migrated.Run(static (values, variable, number) => WeightInitializer.Initialize(values, variable, 0, number));
            report = found;
            return found.Refusal is null ? values : throw new WeightLoadException(found, failure);
        }
        var plan = new LoadPlan(file, ExpectedModel.Of(model), options ?? LoadOptions.Strict);
        VariableDescription[] variables = [.. model.Layers.SelectMany(static layer => layer.Variables)];
        var tensors = new Tensor[variables.Length];
        var memory = new VariableMemoryBlock[variables.Length];
        report = WeightLoader.Read(plan, file, number =>
        {
            cancellation.ThrowIfCancellationRequested();
            return (memory[number] = new(variables[number].Shape, variables[number].DType)).Elements;
        });
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = memory[i]?.ToTensor() ?? InitialTensor(variables[i], i);
        return tensors;
    }

    private static Tensor InitialTensor(VariableDescription variable, int number)
    {
        var values = Tensor.ValuesOf(variable.Shape);
        WeightInitializer.Initialize(values, variable, 0, number);
        var block = new VariableMemoryBlock(variable.Shape, variable.DType);
        if (variable.DType == DType.Float32)
            values.CopyTo(block.Elements.Singles);
        else
            ElementConversion.FromSingle(values, block.Elements.Bytes, variable.DType);
        return block.ToTensor();
    }

    private static WeightsToWrite ToWrite(ModelDescription model, Tensor[] values, SaveOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(values);
        List<int> firsts = [];
        var count = 0;
        foreach (var layer in model.Layers)
        {
            firsts.Add(count);
            foreach (var variable in layer.Variables)
            {
                if (values[count] is not { } value || value.Shape != variable.Shape)
                    throw new ArgumentException($"{model.FullName}: {layer.NameOf(variable)} has shape {variable.Shape.ToKerasString()}, and the weights have {values[count]?.Shape.ToKerasString() ?? "null"} for it. Nothing was saved.", nameof(values));
                count++;
            }
        }
        return WeightsToWrite.Of(model, (layer, variable) => ArrayOf(values[firsts[layer] + variable], model.Layers[layer].Variables[variable].DType), options);
    }

    private static ArrayToWrite ArrayOf(Tensor values, DType type)
    {
        if (type == DType.Float32 && values.DType.BetweenLayers() == DType.Float32)
            return ArrayToWrite.Of(values.Shape, () => values.Values);
        return type == DType.Float32
            ? ArrayToWrite.Of(values.Shape, () => Array.ConvertAll(values.ToDoubles(), static value => (float)value))
            : ArrayToWrite.Of(values.Shape, type, () => BytesOf(values, type));
    }

    private static byte[] BytesOf(Tensor values, DType type)
    {
        var bytes = new byte[checked((int)(values.Shape.ElementCount * type.Size()))];
        if (values.DType.BetweenLayers() == DType.Float32)
            ElementConversion.FromSingle(values.Values, bytes, type);
        else
            ElementConversion.FromDouble(values.ToDoubles(), bytes, type);
        return bytes;
    }
}
