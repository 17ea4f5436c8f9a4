using System.Numerics.Tensors;

namespace GenNet.Kernels;

/// <summary>
/// A step of an LSTM behind its products: gates i, f, o and new values g, in the order i, f, g, o, then c ← f·c + i·g and h ← o·activation(c) (Hochreiter and Schmidhuber, 1997; Gers et al.,
/// 2000).
/// </summary>
/// <param name="activation">Activation of the new values and of the cell state.</param>
/// <param name="recurrentActivation">Activation of the gates.</param>
/// <param name="units">Size of a gate.</param>
/// <param name="lastAxis">Size of its last axis, for activations that work along it.</param>
internal readonly unsafe struct LSTMGates(Activation activation, Activation recurrentActivation, int units, int lastAxis)
{
    /// <summary>Gates of a unit.</summary>
    public const int Count = 4;

    /// <summary>The step.</summary>
    /// <param name="gates">The products; become the gates.</param>
    /// <param name="inputs">Receives the products; null if nobody wants them.</param>
    /// <param name="before">The cell state before.</param>
    /// <param name="after">Receives the one after; may be the one before.</param>
    /// <param name="activated">Receives its activation.</param>
    /// <param name="hidden">Receives the hidden state.</param>
    public void Forward(float* gates, float* inputs, float* before, float* after, float* activated, float* hidden)
    {
        if (inputs != null)
            new ReadOnlySpan<float>(gates, Count * units).CopyTo(new(inputs, Count * units));
        var forget = gates + units;
        var fresh = forget + units;
        var outward = fresh + units;
        Activations.Forward(recurrentActivation, gates, gates, 2 * units, lastAxis);
        Activations.Forward(activation, fresh, fresh, units, lastAxis);
        Activations.Forward(recurrentActivation, outward, outward, units, lastAxis);
        Products.Set(forget, before, after, units);
        Products.Add(gates, fresh, after, units);
        Activations.Forward(activation, after, activated, units, lastAxis);
        Products.Set(outward, activated, hidden, units);
    }

    /// <summary>Gradients of the states after the step to those of the gates' inputs and of the states before it.</summary>
    /// <param name="gates">The gates.</param>
    /// <param name="inputs">What their activations were applied to; null where no derivative needs it.</param>
    /// <param name="before">The cell state before.</param>
    /// <param name="after">The one after.</param>
    /// <param name="activated">Its activation.</param>
    /// <param name="hiddenGradient">Gradient of the hidden state; becomes 0, since all of it goes through the products.</param>
    /// <param name="cellGradient">Gradient of the cell state.</param>
    /// <param name="gateGradients">Receives those of the gates' inputs.</param>
    public void Backward(float* gates, float* inputs, float* before, float* after, float* activated, float* hiddenGradient, float* cellGradient, float* gateGradients)
    {
        var forget = gates + units;
        var fresh = forget + units;
        var outward = fresh + units;
        var ofForget = gateGradients + units;
        var ofFresh = ofForget + units;
        var ofOutward = ofFresh + units;

        // Through h = o · activation(c), with the memory of the output gate's gradient as room.
        Products.Set(hiddenGradient, outward, ofOutward, units);
        Activations.Backward(activation, after, activated, ofOutward, ofOutward, units, lastAxis);
        TensorPrimitives.Add(new ReadOnlySpan<float>(cellGradient, units), new ReadOnlySpan<float>(ofOutward, units), new Span<float>(cellGradient, units));
        Products.Set(hiddenGradient, activated, ofOutward, units);

        // Through c = f · c + i · g.
        Products.Set(cellGradient, fresh, gateGradients, units);
        Products.Set(cellGradient, before, ofForget, units);
        Products.Set(cellGradient, gates, ofFresh, units);
        Products.Set(cellGradient, forget, cellGradient, units);

        Activations.Backward(recurrentActivation, inputs, gates, gateGradients, gateGradients, 2 * units, lastAxis);
        Activations.Backward(activation, At(inputs, 2), fresh, ofFresh, ofFresh, units, lastAxis);
        Activations.Backward(recurrentActivation, At(inputs, 3), outward, ofOutward, ofOutward, units, lastAxis);
        new Span<float>(hiddenGradient, units).Clear();
    }

    private float* At(float* values, int gate) => values == null ? null : values + (gate * units);
}
