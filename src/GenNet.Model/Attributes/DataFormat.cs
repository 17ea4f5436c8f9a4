namespace GenNet;

/// <summary>Where an image has its channels.</summary>
public enum DataFormat
{
    /// <summary>(batch, height, width, channels): Keras' default and the fast one.</summary>
    ChannelsLast,

    /// <summary>(batch, channels, height, width).</summary>
    ChannelsFirst,
}
