namespace GenNet;

/// <summary>Which way a monitored quantity gets better.</summary>
public enum MonitorMode
{
    /// <summary>By its name: losses and errors fall, accuracies rise.</summary>
    Auto,
    /// <summary>It should fall.</summary>
    Min,
    /// <summary>It should rise.</summary>
    Max,
}
