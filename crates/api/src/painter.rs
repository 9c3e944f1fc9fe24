//! A drawing as pixels: SVG in, PNG out, in the letters of the application.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use api_types::ProblemCode;
use domain::text::Text;
use resvg::tiny_skia::{Color, IntSize, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Error;
use crate::query::refused;

/// The letters drawings are written in, as browsers get them.
const LETTERS: [&[u8]; 2] = [
    include_bytes!("../../../frontend/static/fonts/IBMPlexSans-Regular-Latin1.woff2"),
    include_bytes!("../../../frontend/static/fonts/IBMPlexSans-SemiBold-Latin1.woff2"),
];
/// Pixels of the picture per pixel of the drawing, each way.
const SCALE: f32 = 2.0;
/// The most pixels: a picture that is longer cannot be looked at.
const MOST: u64 = 10_000_000;
/// How many rows of pixels are painted at once.
const STRIP: u32 = 128;
/// How long a picture waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Paints one picture at a time, so that many who ask take no more memory than one.
///
/// Nothing is kept between two: letters and pixels are there while a picture is painted.
#[derive(Debug)]
pub struct Painter {
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Default for Painter {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(1)), patience: PATIENCE }
    }
}

impl Painter {
    /// A drawing as PNG, twice its size each way, on white.
    ///
    /// # Errors
    /// 400 when it would be too large, 429 when too many wait.
    pub(crate) async fn png(&self, svg: String) -> Result<Vec<u8>, Error> {
        let turn = self.turn().await?;
        let painted = web::block(move || {
            // Held to the end of the painting, also when nobody waits for it any more.
            let _turn = turn;
            paint(&svg)
        });
        painted.await.map_err(|_| Error::Internal("a picture was not finished"))?
    }

    /// The turn to paint; given back when dropped.
    ///
    /// # Errors
    /// 429 when too many wait.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.turns).acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or(Error::Problem(ProblemCode::TooMuchAtOnce))
    }
}

fn paint(svg: &str) -> Result<Vec<u8>, Error> {
    let tree = Tree::from_str(svg, &options()?).map_err(|_| Error::Internal("a drawing cannot be read"))?;
    let size = tree.size().scale_by(SCALE).ok_or(Error::Internal("a drawing has no size"))?.to_int_size();
    if u64::from(size.width()) * u64::from(size.height()) > MOST {
        let message = Text::new(
            "Billedet bliver for stort. Vælg en kortere periode, eller hent det som SVG.",
            "The picture becomes too large. Choose a shorter period, or fetch it as SVG.",
        );
        return Err(refused("from", "too_large", message));
    }
    in_strips(&tree, size).map_err(|_| Error::Internal("a picture cannot be packed"))
}

/// Paints and packs a strip at a time: a whole picture would take tens of megabytes that the process keeps.
fn in_strips(tree: &Tree, size: IntSize) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.width(), size.height());
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    for top in (0..size.height()).step_by(STRIP as usize) {
        let height = STRIP.min(size.height() - top);
        let Some(mut strip) = Pixmap::new(size.width(), height) else { break };
        // Everything is opaque on it, so the colours are as they are written.
        strip.fill(Color::WHITE);
        let place = Transform::from_scale(SCALE, SCALE).post_translate(0.0, -(top as f32));
        resvg::render(tree, place, &mut strip.as_mut());
        rows.write_all(strip.data())?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(file)
}

/// The shipped letters and nothing else: no letters of the machine, no picture in a picture, no other file.
fn options() -> Result<Options<'static>, Error> {
    let mut letters = Database::new();
    for packed in LETTERS {
        let unpacked =
            wuff::decompress_woff2(packed).map_err(|_| Error::Internal("the letters cannot be read"))?;
        letters.load_font_data(unpacked);
    }
    Ok(Options {
        fontdb: Arc::new(letters),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(width: u32, height: u32, inside: &str) -> String {
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" font-family="'IBM Plex Sans', sans-serif" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><rect fill="#FFFFFF" width="{width}" height="{height}"/>{inside}</svg>"##
        )
    }

    /// Pixels that are not white.
    fn ink(svg: &str) -> usize {
        let picture = Pixmap::decode_png(&paint(svg).unwrap()).unwrap();
        picture.pixels().iter().filter(|pixel| (pixel.red(), pixel.alpha()) != (255, 255)).count()
    }

    #[test]
    fn a_picture_is_twice_as_large_each_way_and_on_white() {
        let png = paint(&drawing(120, 40, "")).unwrap();
        let picture = Pixmap::decode_png(&png).unwrap();
        assert_eq!((picture.width(), picture.height()), (240, 80));
        assert_eq!(ink(&drawing(120, 40, "")), 0);
    }

    #[test]
    fn danish_letters_are_drawn_and_bold_ones_are_bolder() {
        let words = |weight: &str, words: &str| {
            let text =
                format!(r##"<text fill="#1A1A1A"{weight} x="4" y="24" font-size="16">{words}</text>"##);
            ink(&drawing(240, 40, &text))
        };
        let plain = words("", "Rygere på Ærø");
        assert!(plain > 1_000, "{plain}");
        assert!(words(r#" font-weight="600""#, "Rygere på Ærø") > plain * 11 / 10);
        for letter in ["æ", "ø", "å", "Æ", "Ø", "Å", "é", "–", "%", "7"] {
            assert!(words("", letter) > 10, "{letter}");
        }
    }

    #[test]
    fn where_two_strips_meet_nothing_shows() {
        let line = r##"<line stroke="#1A1A1A" stroke-width="3" x1="10" y1="0" x2="10" y2="200"/>"##;
        let picture = Pixmap::decode_png(&paint(&drawing(20, 200, line)).unwrap()).unwrap();
        let rows: Vec<_> = picture.pixels().chunks(40).collect();
        assert!(rows.len() == 400 && rows.len() > 3 * STRIP as usize);
        assert!(rows.iter().all(|row| *row == rows[0]));
    }

    #[test]
    fn no_other_file_comes_into_a_picture() {
        let font = concat!(env!("CARGO_MANIFEST_DIR"), "/../../frontend/static/icon.svg");
        assert!(std::fs::exists(font).unwrap());
        let image = format!(r#"<image href="{font}" width="40" height="40"/>"#);
        assert_eq!(ink(&drawing(40, 40, &image)), 0);
    }

    #[test]
    fn what_would_be_too_large_is_refused_with_the_reason() {
        let Err(Error::Findings(ProblemCode::BadRequest, findings)) = paint(&drawing(1_000, 2_501, ""))
        else {
            panic!("ten million pixels are the most");
        };
        assert_eq!(findings[0].code, "too_large");
    }

    #[actix_web::test]
    async fn one_picture_is_painted_at_a_time() {
        let painter = Painter { patience: Duration::from_millis(20), ..Painter::default() };
        let held = Arc::clone(&painter.turns).acquire_owned().await.unwrap();
        let refused = painter.png(drawing(10, 10, "")).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::TooMuchAtOnce);
        drop(held);
        assert!(painter.png(drawing(10, 10, "")).await.is_ok());
    }
}
