using System.Globalization;
using GenNet.Specs;

namespace GenNet;

/// <summary>A layer of a model: its weights, and what is known of it.</summary>
public abstract partial class Layer
{
    private readonly Model _model;
    private readonly Variable[] _variables;

    /// <summary>Layer number <paramref name="index"/> of <paramref name="model"/>; called by generated code.</summary>
    private protected Layer(Model model, int index)
    {
        _model = model;
        Index = model.Description.DeclaredOf(index);
        IsContent = index != Index;
        Description = model.Description.LayerOf(index);
        _variables = [.. Description.Variables.Select(v => new Variable(model, Index, v))];
    }

    /// <summary>Keras' name of the layer.</summary>
    public string Name => Description.KerasName;

    /// <summary>What is known of the layer at compile time.</summary>
    public LayerDescription Description { get; }

    /// <summary>Shape of the output of the layer's first call, without the batch.</summary>
    public TensorShape OutputShape => Description.OutputShape;

    /// <summary>Its weights in Keras' order.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>
    /// Whether training changes the layer's weights; at first as its attribute says. A change takes effect at the trainer's next step, also from a callback. A frozen layer has no
    /// gradients, neither weight decay nor penalties, and a BatchNormalization works as at inference. What an optimizer knows of its weights stays until it is trained again. Keras:
    /// <c>layer.trainable</c>, which asks for another <c>compile</c>.
    /// </summary>
    public bool Trainable
    {
        get => _model.Instance.TrainedLayers[Index];
        set => _model.Instance.TrainedLayers[Index] = value;
    }

    /// <summary>Number of the declared layer that it is, or lies in.</summary>
    internal int Index { get; }

    /// <summary>Whether it lies in another layer.</summary>
    internal bool IsContent { get; }

    /// <summary>Runs this layer alone at inference, on the CPU: slow, for looking at what happens inside a model.</summary>
    /// <param name="inputs">Its inputs, batch first, of the shapes of the layer's first call.</param>
    /// <returns>The output, batch first.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another.</exception>
    public Tensor Forward(params ReadOnlySpan<Tensor> inputs) => Run(inputs, null)[0];

    /// <summary>Runs this layer alone at inference with a mask, or of two inputs; see <see cref="Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Its input, batch first.</param>
    /// <param name="mask">
    /// 1 where a value counts and 0 where it doesn't, batch first, of the shape that the layer's mask has; the second input of a layer that takes two and no mask, as Add.
    /// </param>
    /// <exception cref="ArgumentException">The layer takes neither, or a shape is another.</exception>
    public Tensor Forward(Tensor input, Tensor mask) => TakesTwoInputs ? Run([input, mask], null)[0] : Run([input], mask)[0];

    /// <summary>Runs this layer alone at inference, as it also acts in training; see <see cref="Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Its input, batch first.</param>
    /// <param name="training">False: the layer acts as at inference whatever the model does. Keras' <c>training=False</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="training"/> is true, or the input's shape is another.</exception>
    public Tensor Forward(Tensor input, bool training)
    {
        RefuseTraining(training);
        return Run([input], null)[0];
    }

    /// <summary>Class, name and sizes: <c>Dense 'hidden': output (64,), 3200 parameters</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Description.Kind} '{Name}': output {OutputShape.ToKerasString()}, {Description.Variables.Sum(static v => v.Shape.ElementCount)} parameters");

    /// <summary>What its first call takes first, without the batch; the largest, where the length is known at run time only.</summary>
    private bool TakesTwoInputs => Description.Call.Inputs is { Count: 2 } inputs && !inputs.Any(static input => input.IsMask);

    private protected TensorType InputType => Description.Call.Inputs[0] is var input ? new(input.Shape, input.DType) { HasRunTimeLength = input.HasRunTimeLength } : default;

    /// <summary>Axes that it keeps apart, where it takes statistics.</summary>
    private protected IReadOnlyList<int> KeptAxes => Description.KeptAxes;

    /// <summary>Runs this layer alone, as its first call does.</summary>
    /// <param name="inputs">Its inputs without a mask.</param>
    /// <param name="mask">A mask; null for the one that came with the first input.</param>
    /// <param name="outputs">How many outputs are asked for.</param>
    private protected Tensor[] Run(ReadOnlySpan<Tensor> inputs, Tensor? mask, int outputs = 1) => _model.RunLayer(this, inputs, mask, outputs);

    /// <summary>All that the layer yields: more than its output.</summary>
    private protected LayerResults RunAll(ReadOnlySpan<Tensor> inputs, Tensor? mask) =>
        new(Run(inputs, mask, Math.Max(2, Description.Call.Outputs.Count(static output => !output.IsMask))));

    /// <summary>Runs this layer alone, as its first call does.</summary>
    /// <param name="outputs">How many outputs are asked for.</param>
    /// <param name="training">False.</param>
    /// <param name="inputs">Its inputs by name; null for what it isn't given.</param>
    /// <param name="settings">What the call says besides, by Keras' names.</param>
    private protected Tensor[] Run(int outputs, bool training, (string Name, Tensor? Tensor)[] inputs, params ReadOnlySpan<(string Name, bool Value)> settings)
    {
        RefuseTraining(training);
        return _model.RunLayer(this, inputs, [.. settings.ToArray().Where(static setting => setting.Value).Select(static setting => setting.Name)], outputs);
    }

    private static void RefuseTraining(bool training)
    {
        if (training)
            throw new ArgumentException("A layer that runs alone acts as at inference: leave training out, or give false.", nameof(training));
    }

    /// <summary>Sets what the layer carries from call to call to 0.</summary>
    private protected void ResetCarriedStates() => _model.ResetStates(Description.CarriedStates);

    /// <summary>The variable called <paramref name="name"/>; null if the layer's arguments leave it out.</summary>
    private protected Variable? Find(string name) => Array.Find(_variables, v => v.Name == name);
}
