using GenNet.Devices;
using GenNet.Kernels;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>Runs a layer alone, as its first call does.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it is given, without a mask.</param>
    /// <param name="mask">A mask; null for the one that came with the first input.</param>
    /// <param name="count">How many outputs are asked for.</param>
    internal Tensor[] RunLayer(Layer layer, ReadOnlySpan<Tensor> inputs, Tensor? mask, int count)
    {
        var call = CallOf(layer, count);
        var rows = inputs.Length > 0 && inputs[0].Shape.Rank > 0 ? inputs[0].Shape[0] : 0;
        var length = LengthOf(call, inputs);
        RequireRoom(call, rows, length);
        return Run(layer, Given(layer, call, inputs, mask, rows, length), rows, length, inputs.Length > 0 ? mask ?? inputs[0].Mask : null);
    }

    /// <summary>Runs a layer alone, as its first call does.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it is given, by the names of its inputs; null for what it is not.</param>
    /// <param name="settings">What the call says besides, by Keras' names.</param>
    /// <param name="count">How many outputs are asked for.</param>
    internal Tensor[] RunLayer(Layer layer, (string Name, Tensor? Tensor)[] inputs, IEnumerable<string> settings, int count)
    {
        var call = CallOf(layer, count);
        if (!settings.Order(StringComparer.Ordinal).SequenceEqual(call.Settings.Order(StringComparer.Ordinal)))
            throw new InvalidOperationException($"{NameOf(layer)} runs alone as in its first call, which says {SettingsText(call.Settings)}, and was called with {SettingsText([.. settings])}.");
        var tensors = inputs.Select(static input => input.Tensor).OfType<Tensor>().ToArray();
        var rows = tensors[0].Shape.Rank > 0 ? tensors[0].Shape[0] : 0;
        var length = LengthOf(call, tensors);
        RequireRoom(call, rows, length);
        if (inputs.FirstOrDefault(input => input.Tensor is not null && call.Inputs.All(i => i.Name != input.Name)) is { Name: { } other })
            throw new ArgumentException($"{NameOf(layer)} takes no {other} in its first call and was given one.", nameof(inputs));
        var given = call.Inputs.Select(value => Named(layer, value, inputs, WithBatch(rows, value, length))).ToArray();
        return Run(layer, given, rows, length, Array.Find(inputs, input => input.Name == MaskName(inputs[0].Name)).Tensor ?? tensors[0].Mask);
    }

    private LayerCallDescription CallOf(Layer layer, int count)
    {
        if (layer.IsContent)
            throw new InvalidOperationException($"{NameOf(layer)} is a part of another layer and runs with it: call {Description.Layers[layer.Index].Name}.");
        var call = layer.Description.Call;
        return count == 1 || call.Outputs.Count(static o => !o.IsMask) == count ? call : throw new InvalidOperationException(
            $"{NameOf(layer)} yields {call.Outputs.Count(static o => !o.IsMask)} tensors in its first call, and {count} are asked for: it doesn't return its states unless ReturnState = true is set on its attribute.");
    }

    private static void RequireRoom(LayerCallDescription call, int rows, int length)
    {
        foreach (var output in call.Outputs)
            Tensor.RequireRoom(WithBatch(rows, output, length));
    }

    private static string SettingsText(IReadOnlyList<string> settings) => settings.Count == 0 ? "nothing besides its inputs" : string.Join(", ", settings.Select(static name => $"{PascalCase.Camel(name)}: true"));

    private static string MaskName(string input) => input + "Mask";

    // A mask that wasn't given is that of its tensor, and one of all.
    private Tensor Named(Layer layer, CallValueDescription value, (string Name, Tensor? Tensor)[] inputs, TensorShape expected)
    {
        var given = Array.Find(inputs, input => input.Name == value.Name).Tensor
            ?? (Array.Find(inputs, input => MaskName(input.Name) == value.Name) is { Tensor: { } masked } ? masked.Mask ?? Tensor.Ones(expected) : null)
            ?? throw new ArgumentException($"{NameOf(layer)} takes {value.Name} in its first call and was given none.", nameof(inputs));
        return given.Shape == expected
            ? given
            : throw new ArgumentException($"{NameOf(layer)} takes {expected.ToKerasString()} as {value.Name} and was given {given.Shape.ToKerasString()}.", nameof(inputs));
    }

    private unsafe Tensor[] Run(Layer layer, Tensor[] given, int rows, int length, Tensor? mask)
    {
        var call = layer.Description.Call;
        var taken = given.Select((tensor, i) => LayerMemory.Of(tensor, call.Inputs[i].DType)).ToArray();
        var results = call.Outputs.Select(output => AlignedMemory.Allocate(checked((nint)(rows * new TensorType(output.Shape, output.DType).Slots)))).ToArray();
        var arguments = stackalloc TensorRef[taken.Length + results.Length];
        for (var i = 0; i < taken.Length; i++)
            arguments[i] = new(taken[i].Pointer);
        for (var i = 0; i < results.Length; i++)
            arguments[taken.Length + i] = new(results[i].Pointer);
        var between = AlignedMemory.Allocate(checked((nint)rows * call.Activations));
        using (var reading = ReadWeights())
        {
            using var compute = new ComputeWeights(Instance.Description);
            compute.Upload(reading.Weights.Values);
            var pass = new PassMemory { Inputs = arguments, Outputs = arguments + taken.Length, Weights = reading.Weights.Pointer, ComputeWeights = compute.Pointer, Activations = between.Pointer };
            Instance.Plan.InferLayer(layer.Index, new Pass(rows, WorkerPool.Inline, pass, length: length));
        }
        GC.KeepAlive(taken);
        GC.KeepAlive(between);
        var outputs = call.Outputs.Select((output, i) => LayerMemory.ToTensor(results[i], WithBatch(rows, output, length), output.DType)).ToArray();
        for (var i = 0; i < call.MaskedOutputs; i++)
            outputs[i].Mask = call.Outputs[^1].IsMask ? outputs[^1] : call.PassesMask ? mask : null;
        return outputs;
    }

    private Tensor[] Given(Layer layer, LayerCallDescription call, ReadOnlySpan<Tensor> inputs, Tensor? mask, int rows, int length)
    {
        var takesMask = call.Inputs.Any(static i => i.IsMask);
        if (mask is not null && !takesMask)
            throw new ArgumentException($"{NameOf(layer)} takes no mask in its first call and was given one.", nameof(mask));
        if (inputs.Length != call.Inputs.Count - (takesMask ? 1 : 0))
            throw new ArgumentException($"{NameOf(layer)} takes {call.Inputs.Count - (takesMask ? 1 : 0)} inputs in its first call and was given {inputs.Length}.", nameof(inputs));
        var given = new Tensor[call.Inputs.Count];
        for (int i = 0, next = 0; i < given.Length; i++)
        {
            var expected = WithBatch(rows, call.Inputs[i], length);
            given[i] = call.Inputs[i].IsMask ? mask ?? inputs[0].Mask ?? Tensor.Ones(expected) : inputs[next++];
            if (given[i].Shape != expected)
                throw new ArgumentException($"{NameOf(layer)} takes {expected.ToKerasString()} as {call.Inputs[i].Name} and was given {given[i].Shape.ToKerasString()}.", nameof(inputs));
        }
        return given;
    }

    private string NameOf(Layer layer) => $"{Description.FullName}.{layer.Description.Name}";

    // Of the first input that has any; the largest where what is given has no such axis, or a longer one, which is then refused.
    private static int LengthOf(LayerCallDescription call, ReadOnlySpan<Tensor> inputs)
    {
        var values = call.Inputs.Where(static input => !input.IsMask).ToArray();
        for (var i = 0; i < Math.Min(values.Length, inputs.Length); i++)
        {
            if (values[i].HasRunTimeLength)
                return inputs[i].Shape.Rank > 1 ? Math.Clamp(inputs[i].Shape[1], 1, values[i].Shape[0]) : values[i].Shape[0];
        }
        return 0;
    }

    private static TensorShape WithBatch(int rows, CallValueDescription value, int length) =>
        TensorShape.Of(value.HasRunTimeLength ? [rows, length, .. value.Shape.Dimensions.Skip(1)] : [rows, .. value.Shape.Dimensions]);
}
