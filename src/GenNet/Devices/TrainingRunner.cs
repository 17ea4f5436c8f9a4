using System.Globalization;

namespace GenNet;

/// <summary>
/// Trains one model on one device. It owns the batch, the values that forward keeps for backward, all gradients and the optimizer's slots, wherever the device has them; the host fetches what it
/// asks for. Made by <see cref="Device.CreateTrainingRunner"/> for a trainer, which calls it from one thread at a time, while nobody reads the weights.
/// </summary>
/// <remarks>
/// A step: <see cref="Reserve"/>, fill <see cref="Input"/>, <see cref="Forward"/>, fill <see cref="OutputGradient"/>, <see cref="Backward"/>, <see cref="AddPenalties"/>,
/// <see cref="Update()"/>. All of a step goes by the <see cref="ModelInstance.TrainedLayers"/> that there are when it begins. Once batches of a size have been seen, a step allocates nothing.
/// </remarks>
public abstract class TrainingRunner : IDisposable
{
    private readonly BatchLimit _limit;
    private readonly double[] _scalars;
    private LearningRateSchedule _learningRate;

    /// <summary>A runner that trains <paramref name="model"/> with <paramref name="optimizer"/>.</summary>
    /// <exception cref="NotSupportedException">The model was compiled without training code, as all are that compute in another type than float32.</exception>
    protected TrainingRunner(ModelInstance model, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (model.Description.TrainingRefusal is { } refusal)
            throw new NotSupportedException($"{model.Description.FullName} can't be trained: {refusal}. Train a class that says DType = DTypePolicy.Float32, and load the weights that it saves here: they are converted.");
        Model = model;
        Optimizer = optimizer;
        if (optimizer.Slots.Concat(optimizer.Scalars).GroupBy(static variable => variable.Name).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{optimizer} has two variables called '{twice.Key}', and checkpoints could keep only one: give them names of their own.", nameof(optimizer));
        _scalars = [.. optimizer.Scalars.Select(static scalar => scalar.InitialValue)];
        _learningRate = optimizer.LearningRate;
        _limit = BatchLimit.OfTraining(model.Description);
    }

    /// <summary>How weights follow gradients.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Rows of the current batch.</summary>
    public int Rows { get; private set; }

    /// <summary>Timesteps of the current batch's sequences, in a model whose length each batch says (<see cref="DeviceFeatures.RunTimeLength"/>); 0 in another.</summary>
    public int Length { get; private set; }

    /// <summary>Steps done, each an <see cref="Update()"/>.</summary>
    public long Iterations { get; private set; }

    /// <summary>The learning rate of the next step; see <see cref="Trainer.LearningRate"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a negative number, infinity or NaN.</exception>
    /// <exception cref="InvalidOperationException">It is set although the optimizer has a schedule, or a schedule gives no such number.</exception>
    public double LearningRate
    {
        get => Valid(_learningRate.At(Iterations));
        set => _learningRate = _learningRate.IsConstant
            ? value
            : throw new InvalidOperationException(
                $"{Optimizer}: the learning rate follows {_learningRate}; to set it, create the optimizer with a number, or derive a LearningRateSchedule that says it.");
    }

    /// <summary>
    /// Whether <see cref="Backward"/> also counts the penalties that layers add to the loss, as ActivityRegularization: a trainer sets it. Without it, gradients are those of what
    /// <see cref="OutputGradient"/> says alone.
    /// </summary>
    public bool CountsPenalties { get; set; }

    /// <summary>Gradients of the last <see cref="Backward"/> in the layout of the weights, in the host's memory; 0 where nothing is trained.</summary>
    public abstract ReadOnlySpan<float> WeightGradients { get; }

    /// <summary>The model.</summary>
    protected ModelInstance Model { get; }

    /// <summary>Makes room for a batch of <paramref name="rows"/> rows; memory is kept from batch to batch.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="length">Timesteps of its sequences, in a model whose length each batch says.</param>
    /// <exception cref="ArgumentException">There is no room for so many; the message says for how many there is. Or there is no such length.</exception>
    public void Reserve(int rows, int length = 0)
    {
        Require(rows);
        var largest = Model.Description.LargestLength;
        if (length > largest || (length < 1 && largest > 0))
            throw new ArgumentOutOfRangeException(nameof(length), string.Create(CultureInfo.InvariantCulture, $"{Model.Description.FullName} takes sequences of 1 to {largest} timesteps, and the length is {length}."));
        Length = length;
        ReserveRows(rows);
        Rows = rows;
    }

    /// <summary>Where the batch's input <paramref name="index"/> goes: memory of the host, in the input's type, which the next <see cref="Forward"/> reads.</summary>
    public abstract HostTensor Input(int index);

    /// <summary>Inputs to outputs, keeping what <see cref="Backward"/> needs.</summary>
    /// <param name="training">Whether layers such as Dropout and BatchNormalization act as in training; the latter changes its moving averages then.</param>
    /// <param name="step">Number of the step, from which random layers draw.</param>
    public abstract void Forward(bool training, ulong step);

    /// <summary>Output <paramref name="index"/> of the last <see cref="Forward"/>, in the host's memory.</summary>
    public abstract ReadOnlySpan<float> Output(int index);

    /// <summary>Where the gradient of the loss by output <paramref name="index"/> goes: memory of the host, which the next <see cref="Backward"/> reads and may destroy.</summary>
    public abstract Span<float> OutputGradient(int index);

    /// <summary>Gradients of the outputs to gradients of the weights, in place of earlier ones, and of the inputs if <paramref name="inputGradients"/>.</summary>
    public abstract void Backward(bool inputGradients = false);

    /// <summary>Gradient of the loss by input <paramref name="index"/>, after a <see cref="Backward"/> that was asked for it, in the host's memory.</summary>
    public abstract ReadOnlySpan<float> InputGradient(int index);

    /// <summary>Adds the gradients of the penalties of regularizers, l1·Σ|w| + l2·Σw² of each trained variable that has one, to those of the weights.</summary>
    /// <returns>The sum of all penalties, with those that layers have added in the last <see cref="Forward"/>.</returns>
    public abstract double AddPenalties();

    /// <summary>Updates the trained weights by their gradients, which may be clipped in place. It ends the step.</summary>
    public void Update()
    {
        var (rate, number) = (LearningRate, Iterations + 1);
        Optimizer.BeginStep(new(rate, number, _scalars), _scalars);
        Update(new OptimizerStep(rate, number, _scalars));
        Iterations = number;
    }

    /// <summary>Copies a slot of the optimizer, of all variables that training can change, to the host.</summary>
    /// <param name="slot">Its number among the optimizer's slots.</param>
    /// <param name="values">Takes the values in the layout of the weights, <see cref="MemoryDescription.TrainableWeights"/> of them.</param>
    public abstract void ReadSlot(int slot, Span<float> values);

    /// <summary>Takes values of a slot from the host; see <see cref="ReadSlot"/>.</summary>
    /// <param name="slot">Its number among the optimizer's slots.</param>
    /// <param name="values">The values in the layout of the weights, <see cref="MemoryDescription.TrainableWeights"/> of them.</param>
    public abstract void WriteSlot(int slot, ReadOnlySpan<float> values);

    /// <summary>Lets go of the memory, when nothing runs.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Makes room for a batch of <paramref name="rows"/> rows.</summary>
    protected abstract void ReserveRows(int rows);

    /// <summary>Updates the trained weights by their gradients: clipping, weight decay and the optimizer's formula, as <see cref="Optimizer"/> says.</summary>
    /// <remarks>
    /// A device with kernels of its own knows the built-in optimizers by their types. For any other it calls <see cref="Optimizer.Update"/> with <see cref="WeightPiece"/>s in the host's
    /// memory, or refuses it by name when the runner is made.
    /// </remarks>
    /// <param name="step">The step.</param>
    protected abstract void Update(in OptimizerStep step);

    /// <summary>Refuses a batch of too many rows.</summary>
    /// <exception cref="ArgumentException">There is no room for so many; the message says for how many there is.</exception>
    internal void Require(long rows) => _limit.Require(rows);

    /// <summary>Goes on where <paramref name="other"/> is, of the same model and optimizer on another device.</summary>
    internal void Continue(TrainingRunner other)
    {
        var slot = new float[Model.Description.Memory.TrainableWeights];
        for (var i = 0; i < Optimizer.Slots.Count; i++)
        {
            other.ReadSlot(i, slot);
            WriteSlot(i, slot);
        }
        other._scalars.CopyTo(_scalars, 0);
        _learningRate = other._learningRate;
        Iterations = other.Iterations;
    }

    private double Valid(double rate) => rate is >= 0 and < double.PositiveInfinity
        ? rate
        : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{_learningRate} gives step {Iterations} the learning rate {rate}: it must be a finite number, 0 or above."));
}
