//! Files the user takes away: made in the browser, from what is on the page.

use futures::channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    Url,
};

/// How many pixels of a picture stand for one of the page.
const SCALE: f64 = 2.0;

/// Lets the browser save a text as a file; says whether it began to.
pub(crate) fn save_text(name: &str, content: &str, kind: &str) -> bool {
    let parts = js_sys::Array::of1(&content.into());
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&parts, &options).and_then(|blob| save(name, &blob)).is_ok()
}

/// Lets the browser save an SVG as a PNG of twice its size on white; says whether it began to.
pub(crate) async fn save_picture(name: &str, svg: &str) -> bool {
    match painted(svg).await {
        Ok(blob) => save(name, &blob).is_ok(),
        Err(_) => false,
    }
}

fn save(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has read the address when the click returns, but the file only after.
    set_timeout(move || drop(Url::revoke_object_url(&address)), std::time::Duration::from_secs(10));
    Ok(())
}

async fn painted(svg: &str) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    let encoded = js_sys::encode_uri_component(svg);
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", String::from(encoded)));
    image.decode().await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    // Pictures are a thousand pixels wide or so.
    canvas.set_width((width * SCALE) as u32);
    canvas.set_height((height * SCALE) as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width * SCALE, height * SCALE);
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        width * SCALE,
        height * SCALE,
    )?;
    let (done, coming) = oneshot::channel();
    let made = Closure::once_into_js(move |blob: Option<Blob>| drop(done.send(blob)));
    canvas.to_blob(made.unchecked_ref())?;
    coming.await.ok().flatten().ok_or(JsValue::NULL)
}
