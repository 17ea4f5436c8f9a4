namespace GenNet.Specs;

/// <summary>
/// What a property of a layer attribute doesn't say by its type and default. From both, <c>GenNet.SpecGenerator</c> makes the property, the reading and the entry in
/// <see cref="LayerSpec.Arguments"/> of the layer's spec.
/// </summary>
/// <param name="role">What a change of it does to saved weights.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ArgumentAttribute(ArgumentRole role = ArgumentRole.Behaviour) : Attribute
{
    /// <summary>What a change of it does to saved weights.</summary>
    public ArgumentRole Role { get; } = role;

    /// <summary>The least value.</summary>
    public double Minimum { get; set; }

    /// <summary>The largest value.</summary>
    public double Maximum { get; set; }

    /// <summary>Of the size of a window, the number of its axes: it is given once for all, or for each.</summary>
    public int Axes { get; set; }

    /// <summary>Of the size of a window, what it is along each axis where it is left out.</summary>
    public int Default { get; set; }

    /// <summary>The property whose value it has where it is left out.</summary>
    public string? SameAs { get; set; }

    /// <summary>Whether there is none where it is left out: Keras' <c>None</c>.</summary>
    public bool Optional { get; set; }
}
