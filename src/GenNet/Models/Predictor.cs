using System.Globalization;
using GenNet.Devices;
using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet;

/// <summary>
/// What predictions need on the host, whatever the device: checks lengths, pins the caller's memory, and lends each thread memory for outputs that nobody gave memory for.
/// </summary>
internal sealed unsafe class Predictor
{
    private readonly Model _model;
    private readonly ModelDescription _description;
    private readonly RowSizes _inputSizes;
    private readonly RowSizes _outputSizes;
    private readonly int _largestLength;
    private ThreadLocal<AlignedMemory[]>? _borrowed;

    public Predictor(Model model)
    {
        _model = model;
        _description = model.Description;
        _inputSizes = model.Instance.InputSizes;
        _outputSizes = model.Instance.OutputSizes;
        Limit = BatchLimit.OfInference(_description);
        _largestLength = _description.LargestLength;
        var outputs = _outputSizes.Count;
        // Nothing of this refers to the model: what a thread was lent goes with the thread or with the model, whichever ends first.
        _borrowed = new(() => [.. Enumerable.Repeat(AlignedMemory.Empty, outputs)]);
    }

    /// <summary>How many rows a batch may have whose outputs there is memory for.</summary>
    public BatchLimit Limit { get; }

    /// <summary>One input to one output.</summary>
    public int Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output, int length)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        RequireType(_description.Inputs[0], ElementType.Of<TInput>());
        RequireType(_description.Outputs[0], ElementType.Of<TOutput>());
        var rows = RowsOf(0, input.Length, length);
        RequireOutput(0, rows, length, output.Length);
        fixed (TInput* inputs = input)
        fixed (TOutput* outputs = output)
        {
            var from = new TensorRef((float*)inputs);
            var to = new TensorRef((float*)outputs);
            using var reading = _model.ReadWeights();
            _model.RunInference(rows, length, &from, &to, reading);
        }
        return rows;
    }

    /// <summary>Any number of inputs to any number of outputs.</summary>
    public int Run<TCall>(scoped ref TCall call, int length)
        where TCall : struct, IInferenceCall, allows ref struct
    {
        var rows = RowsOf(0, call.Input(0).Length, length);
        for (var i = 0; i < _inputSizes.Count; i++)
        {
            RequireType(_description.Inputs[i], call.Input(i).DType);
            if (RowsOf(i, call.Input(i).Length, length) is var others && others != rows)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_description.FullName}: input '{_description.Inputs[i].Name}' has {others} rows where '{_description.Inputs[0].Name}' has {rows}."));
            }
        }
        for (var i = 0; i < _outputSizes.Count; i++)
        {
            RequireType(_description.Outputs[i], call.Output(i).DType);
            RequireOutput(i, rows, length, call.Output(i).Length);
        }
        var tensors = stackalloc TensorRef[_inputSizes.Count + _outputSizes.Count];
        PinAndRun(ref call, rows, length, tensors, 0);
        return rows;
    }

    /// <summary>Number of rows that <paramref name="count"/> values of input <paramref name="index"/> are, of sequences of <paramref name="length"/> timesteps where lengths vary.</summary>
    public int RowsOf(int index, int count, int length)
    {
        // 0 where lengths don't vary.
        if (length > _largestLength || (length < 1 && _largestLength > 0))
            RefuseLength(length);
        var size = _inputSizes.Of(index, length);
        var (rows, rest) = Math.DivRem(count, size);
        if (rest != 0)
            RefuseCount(_description.Inputs[index], size, count, length);
        return rows;
    }

    /// <summary>Memory of the calling thread for <paramref name="rows"/> rows of output <paramref name="index"/>: until the thread asks for it again.</summary>
    public Span<T> Borrow<T>(int index, int rows, int length)
        where T : unmanaged
    {
        RequireType(_description.Outputs[index], ElementType.Of<T>());
        Limit.Require(rows);
        var borrowed = _borrowed;
        ObjectDisposedException.ThrowIf(borrowed is null, _model);
        ref var memory = ref borrowed.Value![index];
        var count = rows * _outputSizes.Of(index, length);
        memory = memory.AtLeast(AlignedMemory.CountOf((nint)count * sizeof(T)));
        return memory.Elements<T>(count);
    }

    /// <summary>Lets go of the memory.</summary>
    public void Release() => _borrowed = null;

    // Memory stays where it is within the block of a `fixed`, so each span has a call of its own around the next one's.
    private void PinAndRun<TCall>(scoped ref TCall call, int rows, int length, TensorRef* tensors, int index)
        where TCall : struct, IInferenceCall, allows ref struct
    {
        if (index < _inputSizes.Count)
        {
            fixed (byte* values = &call.Input(index).Start)
            {
                tensors[index] = new((float*)values);
                PinAndRun(ref call, rows, length, tensors, index + 1);
            }
        }
        else if (index < _inputSizes.Count + _outputSizes.Count)
        {
            fixed (byte* values = &call.Output(index - _inputSizes.Count).Start)
            {
                tensors[index] = new((float*)values);
                PinAndRun(ref call, rows, length, tensors, index + 1);
            }
        }
        else
        {
            using var reading = _model.ReadWeights();
            _model.RunInference(rows, length, tensors, tensors + _inputSizes.Count, reading);
        }
    }

    // Generated code gives what the description says; whoever derives from a model may err.
    private void RequireType(TensorDescription tensor, DType type)
    {
        if (tensor.DType.AtBorder() != type)
            RefuseType(tensor, type);
    }

    private void RefuseType(TensorDescription tensor, DType type) => throw new ArgumentException(
        $"{_description.FullName}: '{tensor.Name}' has values of {KerasEnum.Name(tensor.DType)}, {ElementType.NameOf(tensor.DType)} in C#, and was given {ElementType.NameOf(type)}.");

    private void RequireOutput(int index, int rows, int length, int room)
    {
        var count = (long)rows * _outputSizes.Of(index, length);
        if (room == count)
            return;
        var output = _description.Outputs[index];
        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{_description.FullName}: {rows} rows of output '{output.Name}' of shape {output.ShapeText(length)} are {count} values, and there is room for {room}."));
    }

    private void RefuseLength(int length) => throw new ArgumentOutOfRangeException(nameof(length), string.Create(
        CultureInfo.InvariantCulture,
        $"{_description.FullName} takes sequences of 1 to {_largestLength} timesteps, and the length is {length}: cut longer ones, or give [Input] a larger first dimension."));

    private void RefuseCount(TensorDescription tensor, int size, int count, int length) => throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture,
        $"{_description.FullName}: '{tensor.Name}' has {size} values a row, shape {tensor.ShapeText(length)}, and {count} values are no whole number of rows."));
}
