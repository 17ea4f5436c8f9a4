using System.Globalization;
using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet;

/// <summary>
/// How many rows a model's batch may have: no value of the batch is larger than one piece of memory. This is the one place that decides it, before any work; kernels may count the
/// values of a tensor in an <see cref="int"/>.
/// </summary>
internal sealed class BatchLimit
{
    private readonly string _model;
    private readonly string _what;
    private readonly int _perRow;

    private BatchLimit(ModelDescription model, IEnumerable<(string What, long PerRow)> pieces)
    {
        _model = model.FullName;
        (_what, var perRow) = pieces.MaxBy(static p => p.PerRow);
        _perRow = checked((int)perRow);
        Rows = AlignedMemory.MostValues / Math.Max(1, _perRow);
    }

    /// <summary>The largest batch.</summary>
    public int Rows { get; }

    /// <summary>Of inference, which takes the batch through the layers in parts.</summary>
    public static BatchLimit OfInference(ModelDescription model) => new(model, InputsAndOutputs(model));

    /// <summary>Of training, which keeps the values of all layers.</summary>
    public static BatchLimit OfTraining(ModelDescription model) => new(
        model,
        [
            .. InputsAndOutputs(model),
            ("the values that training keeps", model.Memory.TrainingActivations),
            ("the gradients between layers", model.Memory.TrainingGradients),
        ]);

    /// <summary>Refuses a batch of too many rows.</summary>
    /// <exception cref="ArgumentException"><paramref name="rows"/> are too many; the message says how many may be.</exception>
    public void Require(long rows)
    {
        if (rows <= Rows)
            return;
        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{_model}: a batch of {rows} rows is too large: {_what} are {_perRow} values a row, {rows * _perRow} together, and one piece of memory holds {AlignedMemory.MostValues}. The largest batch is {Rows} rows."));
    }

    private static IEnumerable<(string What, long PerRow)> InputsAndOutputs(ModelDescription model) =>
    [
        .. model.Inputs.Select(static i => ($"the values of input '{i.Name}'", CountOf(i))),
        .. model.Outputs.Select(static o => ($"the values of output '{o.Name}'", CountOf(o))),
    ];

    // Elements are counted in an int; those of 64 bits take the memory of two float32 values.
    private static long CountOf(TensorDescription tensor) => tensor.Shape.ElementCount * Math.Max(1, tensor.DType.AtBorder().Size() / sizeof(float));
}
