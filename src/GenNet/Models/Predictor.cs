using System.Globalization;
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
    private readonly int[] _inputSizes;
    private readonly int[] _outputSizes;
    private ThreadLocal<AlignedMemory[]>? _borrowed;

    public Predictor(Model model)
    {
        _model = model;
        _description = model.Description;
        _inputSizes = model.Instance.InputSizes;
        _outputSizes = model.Instance.OutputSizes;
        Limit = BatchLimit.OfInference(_description);
        var outputs = _outputSizes.Length;
        // Nothing of this refers to the model: what a thread was lent goes with the thread or with the model, whichever ends first.
        _borrowed = new(() => [.. Enumerable.Repeat(AlignedMemory.Empty, outputs)]);
    }

    /// <summary>How many rows a batch may have whose outputs there is memory for.</summary>
    public BatchLimit Limit { get; }

    /// <summary>One input to one output.</summary>
    public int Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        RequireType(_description.Inputs[0], ElementType.Of<TInput>());
        RequireType(_description.Outputs[0], ElementType.Of<TOutput>());
        var rows = RowsOf(0, input.Length);
        RequireOutput(0, rows, output.Length);
        fixed (TInput* inputs = input)
        fixed (TOutput* outputs = output)
        {
            var from = new TensorRef((float*)inputs);
            var to = new TensorRef((float*)outputs);
            using var reading = _model.ReadWeights();
            _model.RunInference(rows, &from, &to, reading);
        }
        return rows;
    }

    /// <summary>Any number of inputs to any number of outputs.</summary>
    public int Run<TCall>(scoped ref TCall call)
        where TCall : struct, IInferenceCall, allows ref struct
    {
        var rows = RowsOf(0, call.Input(0).Length);
        for (var i = 0; i < _inputSizes.Length; i++)
        {
            RequireType(_description.Inputs[i], call.Input(i).DType);
            if (RowsOf(i, call.Input(i).Length) is var others && others != rows)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_description.FullName}: input '{_description.Inputs[i].Name}' has {others} rows where '{_description.Inputs[0].Name}' has {rows}."));
            }
        }
        for (var i = 0; i < _outputSizes.Length; i++)
        {
            RequireType(_description.Outputs[i], call.Output(i).DType);
            RequireOutput(i, rows, call.Output(i).Length);
        }
        var tensors = stackalloc TensorRef[_inputSizes.Length + _outputSizes.Length];
        PinAndRun(ref call, rows, tensors, 0);
        return rows;
    }

    /// <summary>Number of rows that <paramref name="length"/> values of input <paramref name="index"/> are.</summary>
    public int RowsOf(int index, int length)
    {
        var (rows, rest) = Math.DivRem(length, _inputSizes[index]);
        if (rest != 0)
            RefuseLength(_description.Inputs[index], _inputSizes[index], length);
        return rows;
    }

    /// <summary>Memory of the calling thread for <paramref name="rows"/> rows of output <paramref name="index"/>: until the thread asks for it again.</summary>
    public Span<T> Borrow<T>(int index, int rows)
        where T : unmanaged
    {
        RequireType(_description.Outputs[index], ElementType.Of<T>());
        Limit.Require(rows);
        var borrowed = _borrowed;
        ObjectDisposedException.ThrowIf(borrowed is null, _model);
        ref var memory = ref borrowed.Value![index];
        memory = memory.AtLeast(AlignedMemory.CountOf((nint)rows * _outputSizes[index] * sizeof(T)));
        return memory.Elements<T>(rows * _outputSizes[index]);
    }

    /// <summary>Lets go of the memory.</summary>
    public void Release() => _borrowed = null;

    // Memory stays where it is within the block of a `fixed`, so each span has a call of its own around the next one's.
    private void PinAndRun<TCall>(scoped ref TCall call, int rows, TensorRef* tensors, int index)
        where TCall : struct, IInferenceCall, allows ref struct
    {
        if (index < _inputSizes.Length)
        {
            fixed (byte* values = &call.Input(index).Start)
            {
                tensors[index] = new((float*)values);
                PinAndRun(ref call, rows, tensors, index + 1);
            }
        }
        else if (index < _inputSizes.Length + _outputSizes.Length)
        {
            fixed (byte* values = &call.Output(index - _inputSizes.Length).Start)
            {
                tensors[index] = new((float*)values);
                PinAndRun(ref call, rows, tensors, index + 1);
            }
        }
        else
        {
            using var reading = _model.ReadWeights();
            _model.RunInference(rows, tensors, tensors + _inputSizes.Length, reading);
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

    private void RequireOutput(int index, int rows, int length)
    {
        if (length == (long)rows * _outputSizes[index])
            return;
        var output = _description.Outputs[index];
        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{_description.FullName}: {rows} rows of output '{output.Name}' of shape {output.Shape.ToKerasString()} are {(long)rows * _outputSizes[index]} values, and there is room for {length}."));
    }

    private void RefuseLength(TensorDescription tensor, int size, int length) => throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture,
        $"{_description.FullName}: '{tensor.Name}' has {size} values a row, shape {tensor.Shape.ToKerasString()}, and {length} values are no whole number of rows."));
}
