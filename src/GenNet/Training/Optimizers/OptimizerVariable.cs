namespace GenNet;

/// <summary>A variable that an optimizer keeps beside the weights, as Adam's <c>momentum</c>: a slot, of which each trained variable has one, or one number of the whole run.</summary>
/// <param name="Name">Its name in Keras, by which it is saved.</param>
/// <param name="InitialValue">What it starts with; a slot's values all with this one.</param>
public sealed record OptimizerVariable(string Name, double InitialValue = 0)
{
    /// <summary>A variable that starts with zeros.</summary>
    public static implicit operator OptimizerVariable(string name) => new(name);
}
