namespace GenNet.Benchmarks.Peers;

/// <summary>Something that runs networks with a fixed number of threads.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>Makes everything ready to run <paramref name="case"/>; null if the engine can't do such work.</summary>
    IPreparedCase? Prepare(Case @case);
}

/// <summary>A case that is ready to run in one engine.</summary>
internal interface IPreparedCase : IDisposable
{
    /// <summary>How the engine runs it, where it had a choice.</summary>
    string? Variant { get; }

    /// <summary>
    /// What it computes: the outputs with channels last, or the losses of the first <see cref="Agreement.TrainingSteps"/> training steps. Called once, before anything else.
    /// </summary>
    float[] Compute();

    /// <summary>Calls it over and over.</summary>
    /// <param name="duration">For at least that long.</param>
    /// <param name="calls">At least that often.</param>
    /// <returns>The median time of a call in seconds.</returns>
    double Time(TimeSpan duration, int calls);

    /// <summary>Managed bytes that a call allocates on all threads; null where nothing is managed.</summary>
    double? BytesPerCall();
}
